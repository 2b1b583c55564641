package dev.kirooperator.seat;

/** Whom a Kiro assignment is made for. */
public sealed interface Principal {

    /** Identity Store's {@code UserId} or {@code GroupId}. */
    String id();

    record User(String id) implements Principal {}

    record Group(String id) implements Principal {}
}
