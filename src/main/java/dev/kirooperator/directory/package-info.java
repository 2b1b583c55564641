/** IAM Identity Center's users, groups and memberships: the port, the shared snapshot, the AWS adapter. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.directory;
