package dev.kirooperator.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingTeam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator dies on the way from one principal id to another, and the manifest goes on while it is down: nobody stays assigned. */
class PrincipalCrashTest {

    private static final String A = "9067642ac7-0a0a0a0a-1111-4111-8111-00000000000a";
    private static final String B = "9067642ac7-0b0b0b0b-1111-4111-8111-00000000000b";
    private static final int CALLS = 8;

    /** The principals that are assigned at AWS. */
    private final Set<String> assigned = new LinkedHashSet<>();

    private static TestingTeam naming(String principal) {
        TestingTeam any = TestingTeam.of("dev", "kiro").plan(Plan.PRO, null);
        return principal.equals("nobody") ? any : any.annotated(Annotations.PRINCIPAL_ID, principal);
    }

    private void reconcile(TeamLife world) {
        follow(world.surviving(world::reconcile));
    }

    private void follow(List<String> writes) {
        for (String write : writes) {
            String principal = Arrays.asList(write.split(" ", -1)).get(1);
            if (write.startsWith("unassign")) {
                assigned.remove(principal);
            } else {
                assigned.add(principal);
            }
        }
    }

    private TeamLife assignedToA() {
        TeamLife world = new TeamLife();
        world.aws = TestingConnection.empty().fedBy("https://acme.okta.com");
        assigned.clear();
        world.manifest = naming(A);
        reconcile(world);
        assertThat(assigned).containsExactly(A);
        return world;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", A, B, "9067642ac7-0c0c0c0c-1111-4111-8111-00000000000c"})
    void whoeverIsNamedAfterwardsIsTheOnlyOneAssigned(String last) {
        for (int call = 0; call < CALLS; call++) {
            TeamLife world = assignedToA();
            world.manifest = naming(B);
            world.aws.calls().dieBeforeCall(call);
            reconcile(world);
            world.aws.calls().heal();
            world.manifest = naming(last);
            reconcile(world);
            reconcile(world);

            assertThat(assigned)
                    .as("dead before call %d", call)
                    .isEqualTo(last.equals("nobody") ? Set.of() : Set.of(last));
        }
    }

    @Test
    void nobodyStaysAssignedWhenTheObjectIsDeletedMeanwhile() {
        for (int call = 0; call < CALLS; call++) {
            TeamLife world = assignedToA();
            world.manifest = naming(B);
            world.aws.calls().dieBeforeCall(call);
            reconcile(world);
            world.aws.calls().heal();
            world.manifest = naming("nobody");
            follow(world.cleanUpApproved());

            assertThat(assigned).as("dead before call %d", call).isEmpty();
        }
    }

    @Test
    void theNoteIsThereBeforeAwsIsAskedAndCountsAsNoAnswer() {
        TeamLife world = assignedToA();
        world.interim.clear();
        world.manifest = naming(B);
        List<Integer> notes = new ArrayList<>();
        world.aws.calls().duringWrites(() -> notes.add(world.interim.size()));
        reconcile(world);
        assertThat(notes).as("notes before each write").containsExactly(1, 2);

        world.status = Optional.of(world.interim.get(1).getStatus());
        assertThat(world.reconcile()).containsExactly("assign " + B + " PRO");
        assertThat(world.interim).as("another note of the same").hasSize(2);
    }
}
