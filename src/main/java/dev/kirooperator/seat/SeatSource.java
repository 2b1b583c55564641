package dev.kirooperator.seat;

/** Where a user's seat comes from ({@code aggregatedSubscriptionType}); a word that is not known here is {@link #UNKNOWN}. */
public enum SeatSource {
    INDIVIDUAL,
    GROUP,
    INDIVIDUAL_AND_GROUP,
    UNKNOWN
}
