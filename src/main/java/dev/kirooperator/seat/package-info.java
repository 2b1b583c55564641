/** Kiro subscriptions: the port, the plan catalogue, the AWS adapter. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.seat;
