package dev.kirooperator.aws;

/** Which of Kiro's assignment APIs a connection writes to ({@code kiro.connections.<name>.kiro.seat-api}). */
public enum SeatApi {
    /** {@link #MANAGEMENT} where it answers, else {@link #CODEWHISPERER}. */
    AUTO,
    /** {@code management.<region>.kiro.dev}, what the AWS console uses since 2026. */
    MANAGEMENT,
    /** {@code codewhisperer.<region>.amazonaws.com}, the older host. */
    CODEWHISPERER,
    /** No writes: groups and members only, seats are given by hand. */
    NONE
}
