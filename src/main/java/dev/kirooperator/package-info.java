/** The Kiro team operator: {@code KiroTeam} and {@code KiroMember} converged to IAM Identity Center and Kiro seats. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator;
