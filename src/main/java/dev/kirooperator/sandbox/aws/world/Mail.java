package dev.kirooperator.sandbox.aws.world;

import java.time.Instant;

/** A password mail that UpdatePassword asked for; {@code mode} is EMAIL or OTP. */
public record Mail(String userId, String mode, Instant time) {}
