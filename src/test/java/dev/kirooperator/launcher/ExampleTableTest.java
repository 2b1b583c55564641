package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.SignInStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleTableTest {

    private static final String TEAM = """
            metadata: {name: kiro-dev, generation: 2}
            status:
              observedGeneration: 2
              members: {desired: 3, joined: 3}
              subscription: {plan: Pro, state: Subscribed}
              signIn: {url: "https://d-1.awsapps.com/start", region: us-east-1}
              conditions: [{type: Ready, status: "True", reason: Synced, message: All of it}]
            """;

    private static final String MEMBER = """
            metadata: {name: ada, generation: 1}
            status:
              observedGeneration: 1
              seat: {state: Pending, effectivePlan: Pro}
              conditions:
                - {type: UserSynced, status: "True", reason: Synced, message: The user}
                - {type: Ready, status: "False", reason: WaitingForSeat, message: Not visible yet}
            """;

    @Test
    void everyObjectHasItsLineWithAlignedColumnsAndTheUsualOnesFitIntoANarrowTerminal() {
        ExampleTable table = ExampleTable.of(List.of(team(TEAM)), List.of(member(MEMBER), member(MEMBER)));

        assertThat(table.lines())
                .containsExactly(
                        "OBJECT          READY  REASON          SEEN AT AWS",
                        "kteam/kiro-dev  True   Synced          3/3 members, Pro",
                        "kmember/ada     False  WaitingForSeat  seat Pending, Pro",
                        "kmember/ada     False  WaitingForSeat  seat Pending, Pro")
                .allMatch(line -> line.length() <= 60);
    }

    @Test
    void anObjectWithoutStatusIsShownAsNotSeen() {
        ExampleTable table = ExampleTable.of(
                List.of(team("metadata: {name: a, generation: 1}")), List.of(member("metadata: {name: b}")));

        assertThat(table.lines())
                .containsExactly(
                        "OBJECT     READY  REASON          SEEN AT AWS",
                        "kteam/a    False  (not seen yet)",
                        "kmember/b  False  (not seen yet)");
        assertThat(table.allReady()).isFalse();
        assertThat(table.signIn()).isEmpty();
        assertThat(table.reasons())
                .containsExactly(
                        "kteam/a: (not seen yet): The operator has not seen it yet",
                        "kmember/b: (not seen yet): The operator has not seen it yet");
    }

    @Test
    void aStatusOfAnEarlierGenerationSaysNothing() {
        ExampleTable table = ExampleTable.of(List.of(team(TEAM.replace("generation: 2", "generation: 3"))), List.of());

        assertThat(table.allReady()).isFalse();
        assertThat(table.rows().get(0).reason()).isEqualTo("(not seen yet)");
    }

    @Test
    void allAreReadyWhenEachIsAndThereIsOne() {
        KiroMember ready = member(MEMBER.replace("\"False\"", "\"True\""));

        assertThat(ExampleTable.of(List.of(team(TEAM)), List.of(ready)).allReady())
                .isTrue();
        assertThat(ExampleTable.of(List.of(team(TEAM)), List.of(ready, member(MEMBER)))
                        .allReady())
                .isFalse();
        assertThat(ExampleTable.of(List.of(), List.of()).allReady()).isFalse();
    }

    @Test
    void onlyWhatIsNotReadyHasAReasonToTell() {
        assertThat(ExampleTable.of(List.of(team(TEAM)), List.of(member(MEMBER))).reasons())
                .containsExactly("kmember/ada: WaitingForSeat: Not visible yet");
    }

    @Test
    void theSignInIsThatOfTheFirstTeamThatHasOne() {
        KiroTeam without = team("metadata: {name: a}\nstatus: {}");

        assertThat(ExampleTable.of(List.of(without, team(TEAM)), List.of()).signIn())
                .contains(new SignInStatus("https://d-1.awsapps.com/start", "us-east-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; ''",
                "{members: {desired: 2}}; 0/2 members",
                "{members: {}}; 0/0 members",
                "{members: {desired: 2, joined: 1}, subscription: {plan: ProPlus, state: Pending}}; 1/2 members, ProPlus Pending",
                "{subscription: {state: None}}; no plan None",
                "{subscription: {plan: Power}}; Power"
            })
    void aTeamShowsWhatIsKnownOfIt(String status, String expected) {
        KiroTeam team = team("metadata: {name: a}\nstatus: " + status);

        assertThat(ExampleTable.of(List.of(team), List.of()).rows().get(0).seen())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; ''",
                "{seat: {}}; seat Unknown",
                "{seat: {state: Active}}; seat Active",
                "{seat: {state: Cancelled, plan: Pro, effectivePlan: ProMax}}; seat Cancelled, ProMax"
            })
    void aMemberShowsItsSeatWithThePlanInForce(String status, String expected) {
        KiroMember member = member("metadata: {name: a}\nstatus: " + status);

        assertThat(ExampleTable.of(List.of(), List.of(member)).rows().get(0).seen())
                .isEqualTo(expected);
    }

    private static KiroTeam team(String yaml) {
        return Serialization.unmarshal(yaml, KiroTeam.class);
    }

    private static KiroMember member(String yaml) {
        return Serialization.unmarshal(yaml, KiroMember.class);
    }
}
