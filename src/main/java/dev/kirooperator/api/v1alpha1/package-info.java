/** The Java types of the custom resources {@code KiroTeam} and {@code KiroMember}; no logic. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.api.v1alpha1;
