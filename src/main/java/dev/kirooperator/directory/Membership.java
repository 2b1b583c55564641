package dev.kirooperator.directory;

/**
 * A user's membership in a group.
 *
 * @param id Identity Store's {@code MembershipId}
 */
public record Membership(String id, String groupId, String userId) {}
