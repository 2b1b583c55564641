package dev.kirooperator.converge;

import java.util.Optional;

/**
 * Which objects this installation serves ({@code kiro.selector}).
 *
 * @param selector a label selector of Kubernetes; empty for all objects
 */
public record Served(Optional<String> selector) {}
