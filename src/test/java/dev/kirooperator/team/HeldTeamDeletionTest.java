package dev.kirooperator.team;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a deleted team that takes access from many. The window lets five go. */
class HeldTeamDeletionTest extends TeamSyncTestCase {

    private static final String[] SIX =
            IntStream.range(0, 6).mapToObj(i -> "p" + i).toArray(String[]::new);

    @BeforeEach
    void aTeamWithAPlan() {
        members.clear();
        manifest = TestingTeam.of("dev", "kiro").plan(Plan.PRO, AssignTo.GROUP);
        reconcile();
    }

    private void six() {
        for (String name : SIX) {
            member(name);
        }
        inGroup(SIX);
    }

    private String hash() {
        return requireNonNull(plan().orElseThrow().hash());
    }

    @Test
    void asManyAsMayGoGoAtOnce() {
        inGroup("p0", "p1", "p2", "p3", "p4");
        assertThat(cleanUp()).contains("unassign " + GROUP);
        assertThat(gone).isTrue();
    }

    @Test
    void moreAreHeldUntilExactlyThatIsApproved() {
        six();
        assertThat(cleanUp()).isEmpty();
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("RemovalHeldBack");
        assertThat(plan().orElseThrow().summary())
                .containsExactly("give back the assignment of group " + GROUP + ", in which 6 people are");
        assertThat(next).isEqualTo(REGULAR);

        String former = hash();
        inGroup("late");
        approval = Optional.of(former);
        assertThat(cleanUp()).isEmpty();
        assertThat(hash()).isNotEqualTo(former);

        approval = Optional.of(hash());
        assertThat(cleanUp()).contains("unassign " + GROUP);
        assertThat(gone).isTrue();
    }

    @Test
    void anApprovedDeletionGoesToItsEndAlsoWhenPeopleLeaveMeanwhile() {
        six();
        manifest.deletingItsGroup();
        aws.seats().showGroup(GROUP, Plan.PRO);
        cleanUp();
        approval = Optional.of(hash());
        assertThat(cleanUp()).containsExactly("unassign " + GROUP);
        assertThat(gone).isFalse();

        aws.directory().removeMember(GROUP, "u-p0");
        aws.seats().listNoGroups();
        assertThat(cleanUp()).contains("delete group " + GROUP);
        assertThat(gone).isTrue();
    }

    @Test
    void whatNobodyApprovesInTimeIsLeftBehindWithItsMarker() {
        six();
        assertThat(cleanUp()).isEmpty();
        now = now.plus(Duration.ofMinutes(59));
        assertThat(cleanUp()).isEmpty();
        assertThat(gone).isFalse();
        assertThat(next).isEqualTo(Duration.ofMinutes(1));

        now = now.plus(Duration.ofMinutes(1));
        assertThat(cleanUp()).isEmpty();
        assertThat(gone).isTrue();
        assertThat(message(ConditionType.GROUP_SYNCED))
                .contains("Group " + GROUP + " stays assigned the plan Pro", "with its memberships and its marker");
    }

    @Test
    void anOperatorThatWasDownHasHeldNothing() {
        six();
        deletedAt = Optional.of(now.minus(Duration.ofHours(3)));
        assertThat(cleanUp()).isEmpty();
        assertThat(gone).isFalse();
        assertThat(next).isEqualTo(REGULAR);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(cleanUp()).isEmpty();
        assertThat(gone).isFalse();
    }

    @Test
    void theSameIsHeldForAGroupThatIsDeletedWithoutAPlan() {
        six();
        manifest = TestingTeam.of("dev", "kiro").deletingItsGroup();
        reconcile();
        assertThat(cleanUp()).isEmpty();
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("RemovalHeldBack");
    }

    @Test
    void whereNobodyLosesAnythingNobodyIsAsked() {
        six();
        manifest = TestingTeam.of("dev", "kiro");
        reconcile();
        assertThat(cleanUp()).containsExactly("update group " + GROUP);
        assertThat(gone).isTrue();
    }

    @Test
    void fewPeopleAreHeldTooWhereOthersLeaveAtTheSameTime() {
        inGroup("p0", "p1", "p2");
        window.expect("default", "others", Set.of("a", "b", "c"), now);
        assertThat(cleanUp()).isEmpty();
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("RemovalHeldBack");
    }

    @Test
    void whoIsInTheGroupIsReadToTheEndOrNothingIsDone() {
        six();
        aws.calls().throttle("memberships");
        assertThatThrownBy(this::cleanUp).isInstanceOf(AwsException.class);
        assertThat(aws.calls().takeWrites()).isEmpty();
    }
}
