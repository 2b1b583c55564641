/** The controller of {@code KiroMember}: its reconciler, pure planners and status. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.member;
