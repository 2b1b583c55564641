package dev.kirooperator.aws;

/**
 * The Kubernetes object for which AWS is called.
 *
 * @param generation of the object's spec that is being reconciled
 * @param urgency of the calls
 */
public record Asker(String kind, String namespace, String name, String uid, long generation, Urgency urgency) {}
