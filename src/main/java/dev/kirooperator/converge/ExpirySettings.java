package dev.kirooperator.converge;

import java.time.Duration;

/**
 * How the end of a membership is announced.
 *
 * @param warning how long before {@code spec.expiresAt} the operator begins to warn; zero for no warning
 */
public record ExpirySettings(Duration warning) {}
