package dev.kirooperator.converge;

import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AllowedNamespaces;
import dev.kirooperator.api.v1alpha1.NamespacesFrom;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingSnapshot;
import dev.kirooperator.testing.TestingTeam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T14:00:00Z");
    private static final TeamGoal TEAM = TestingTeam.of("platform", "kiro").goal();
    private static final TestingSnapshot SNAPSHOT =
            TestingSnapshot.ofUsers(user("u-ada", "Ada@Example.com"), user("u-old", "old@example.com"));

    private static Candidate candidate(TeamGoal team, TestingMember member) {
        TeamAccess access = new TeamAccess(namespace -> Optional.empty());
        return Candidates.of(team, List.of(member.build()), access, SNAPSHOT, NOW)
                .get(0);
    }

    @Test
    void aMemberStandsForTheUserOfItsNameInWhateverCase() {
        Candidate ada = candidate(TEAM, TestingMember.of("platform", "ada"));

        assertThat(ada)
                .isEqualTo(new Candidate(
                        new ObjectKey("platform", "ada"),
                        Instant.parse("2026-11-25T12:00:00Z"),
                        Set.of("u-ada"),
                        true,
                        false));
    }

    @Test
    void aRenamedMemberStandsForItsRecordedUserAndForTheOneOfTheNewName() {
        assertThat(candidate(TEAM, TestingMember.of("platform", "ada").recordedUser("u-old", "default"))
                        .userIds())
                .containsExactlyInAnyOrder("u-old", "u-ada");
    }

    @Test
    void aRecordedUserThatIsGoneCountsNoMore() {
        assertThat(candidate(TEAM, TestingMember.of("platform", "bob").recordedUser("u-gone", "default"))
                        .userIds())
                .isEmpty();
    }

    @Test
    void whoIsDeletedOrExpiredLeaves() {
        assertThat(candidate(TEAM, TestingMember.of("platform", "ada").deleted())
                        .leaving())
                .isTrue();
        assertThat(candidate(TEAM, TestingMember.of("platform", "ada").expiresAt("2026-11-25T14:00:00Z"))
                        .leaving())
                .isTrue();
        assertThat(candidate(TEAM, TestingMember.of("platform", "ada").expiresAt("2026-11-25T14:00:01Z"))
                        .leaving())
                .isFalse();
    }

    @Test
    void theTeamDecidesWhichNamespacesMayJoin() {
        TeamGoal open = TestingTeam.of("platform", "kiro")
                .allow(new AllowedNamespaces(NamespacesFrom.ALL, null))
                .goal();

        assertThat(candidate(TEAM, TestingMember.of("dev", "ada")).allowed()).isFalse();
        assertThat(candidate(open, TestingMember.of("dev", "ada")).allowed()).isTrue();
    }
}
