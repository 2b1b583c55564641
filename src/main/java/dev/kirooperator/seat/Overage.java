package dev.kirooperator.seat;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Use beyond a plan's credits, as the Kiro profile and Service Quotas have it.
 *
 * @param enabled whether it is allowed and charged
 * @param capPerSeat the most that it may cost for a seat and month, in US dollars; empty when AWS does not tell
 */
public record Overage(boolean enabled, Optional<BigDecimal> capPerSeat) {}
