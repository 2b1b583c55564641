package dev.kirooperator.seat;

/** What AWS reports of a user's seat; a word that is not known here is {@link #UNKNOWN}. */
public enum SeatStatus {
    PENDING,
    ACTIVE,
    CANCELLED,
    UNKNOWN
}
