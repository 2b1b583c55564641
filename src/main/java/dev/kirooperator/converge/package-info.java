/** What both controllers share: goals with their defaults, connections, the roster of a team, and what follows from a failure. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.converge;
