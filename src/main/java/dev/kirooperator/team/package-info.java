/** The controller of {@code KiroTeam}: its reconciler, pure planners and status. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.team;
