package dev.kirooperator.sandbox.aws.world;

/** One user in one group. */
public record Membership(String id, long sequence, String groupId, String userId, Stamp stamp) {}
