package dev.kirooperator.team;

import dev.kirooperator.directory.Group;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The groups that this process has itself seen to be a team's. It lets a description that was changed by hand be repaired, although
 * the marker in it is gone, without trusting the id in {@code status}.
 */
final class OwnedGroups {

    private final Map<String, String> groupIdByTeamUid = new ConcurrentHashMap<>();

    void remember(String teamUid, Group group) {
        groupIdByTeamUid.put(teamUid, group.id());
    }

    Optional<String> groupId(String teamUid) {
        return Optional.ofNullable(groupIdByTeamUid.get(teamUid));
    }

    void forget(String teamUid) {
        groupIdByTeamUid.remove(teamUid);
    }
}
