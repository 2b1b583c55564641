package dev.kirooperator.guard;

import dev.kirooperator.api.v1alpha1.Reason;

/**
 * Why a guard holds something back.
 *
 * @param message the object, what was expected, what was found, and what to do
 */
public record Verdict(Reason reason, String message) {}
