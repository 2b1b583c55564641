package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.status.Finding;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvitationPlannerTest {

    private static final String SENT = "2026-11-25T12:00:00Z";
    private static final @Nullable String NEVER = null;
    private static final InvitationPlanner PLANNER = new InvitationPlanner();

    private static InvitationPlanner.Question question(
            Origin origin, @Nullable String sentAt, @Nullable String last, @Nullable String request) {
        return new InvitationPlanner.Question(
                Invitation.EMAIL,
                "u",
                origin,
                Optional.empty(),
                true,
                Optional.ofNullable(sentAt).map(Instant::parse),
                Optional.ofNullable(last),
                Optional.ofNullable(request));
    }

    private static String word(InvitationDecision decision) {
        if (decision instanceof InvitationDecision.Send send) {
            return "send " + send.request().orElse("-");
        }
        return ((InvitationDecision.Rest) decision)
                .finding()
                .map(finding -> finding.kind() + " " + finding.reason())
                .orElse("nothing");
    }

    static Stream<Arguments> decisions() {
        return Stream.of(
                Arguments.of("a created user is mailed once", question(Origin.CREATED, NEVER, null, null), "send -"),
                Arguments.of("and not again", question(Origin.CREATED, SENT, null, null), "DONE INVITATION_SENT"),
                Arguments.of("but on request", question(Origin.CREATED, SENT, null, "a"), "send a"),
                Arguments.of("once", question(Origin.CREATED, SENT, "a", "a"), "DONE INVITATION_SENT"),
                Arguments.of("and on the next request", question(Origin.CREATED, SENT, "a", "b"), "send b"),
                Arguments.of(
                        "a request that is there from the beginning is met by the first mail",
                        question(Origin.CREATED, NEVER, null, "a"),
                        "send a"),
                Arguments.of(
                        "a request that is taken back sends nothing",
                        question(Origin.CREATED, SENT, "a", null),
                        "DONE INVITATION_SENT"),
                Arguments.of(
                        "an adopted user is not mailed by itself",
                        question(Origin.ADOPTED, NEVER, null, null),
                        "NOTICE NOT_INVITED"),
                Arguments.of("but on request", question(Origin.ADOPTED, NEVER, null, "a"), "send a"),
                Arguments.of(
                        "a referenced user is not", question(Origin.EXISTING, NEVER, null, "a"), "NOTICE NOT_INVITED"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("decisions")
    void whoseTheUserIsAndWhatWasSentDecide(String name, InvitationPlanner.Question question, String expected) {
        assertThat(word(PLANNER.decide(question))).isEqualTo(expected);
    }

    @Test
    void aRefusalSaysWhoOwnsTheUserAndWhatToDo() {
        InvitationPlanner.Question fed = new InvitationPlanner.Question(
                Invitation.EMAIL,
                "u",
                Origin.EXISTING,
                Optional.of("https://idp.example.com"),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(said(fed)).contains("user u ", "https://idp.example.com", "spec.invitation: None");
        assertThat(word(PLANNER.decide(fed))).isEqualTo("NOTICE MANAGED_BY_IDENTITY_PROVIDER");
        assertThat(said(question(Origin.EXISTING, NEVER, null, null)))
                .contains("user u ", "spec.adopt: true", "spec.invitation: None");
        assertThat(said(question(Origin.ADOPTED, NEVER, null, null))).contains("kiro-operator.dev/resend-invitation");
    }

    private static String said(InvitationPlanner.Question question) {
        return ((InvitationDecision.Rest) PLANNER.decide(question))
                .finding()
                .map(Finding::message)
                .orElse("");
    }

    private static InvitationPlanner.Question any(Gen gen) {
        List<String> tokens = List.of("a", "b");
        return new InvitationPlanner.Question(
                gen.pick(Invitation.class),
                "u",
                gen.pick(Origin.class),
                gen.maybe(() -> "https://idp.example.com"),
                gen.flip(),
                gen.maybe(() -> Instant.parse(SENT)),
                gen.maybe(() -> gen.pick(tokens)),
                gen.maybe(() -> gen.pick(tokens)));
    }

    @ForManySeeds
    void aMailGoesOnlyToAUserOfOursThatSetsItsOwnPasswordAndOnlyWhereTheOperatorMayWrite(long seed) {
        InvitationPlanner.Question question = any(new Gen(seed));

        if (PLANNER.decide(question) instanceof InvitationDecision.Send) {
            assertThat(question.wanted()).isEqualTo(Invitation.EMAIL);
            assertThat(question.origin()).isNotEqualTo(Origin.EXISTING);
            assertThat(question.issuer()).isEmpty();
            assertThat(question.writable()).isTrue();
        }
    }

    @ForManySeeds
    void afterAMailThePlannerRests(long seed) {
        InvitationPlanner.Question asked = any(new Gen(seed));

        if (PLANNER.decide(asked) instanceof InvitationDecision.Send send) {
            assertThat(word(PLANNER.decide(new InvitationPlanner.Question(
                            asked.wanted(),
                            asked.userId(),
                            asked.origin(),
                            asked.issuer(),
                            asked.writable(),
                            Optional.of(Instant.parse(SENT)),
                            send.request(),
                            asked.request()))))
                    .isEqualTo("DONE INVITATION_SENT");
        }
    }
}
