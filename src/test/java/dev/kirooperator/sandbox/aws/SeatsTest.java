package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of a seat, as ListUserSubscriptions and ListApplicationClaims show it. */
class SeatsTest extends KiroTestCase {
    private static final Duration JUST_BEFORE = Duration.ofMillis(1);

    @Test
    void aUsersSeatShowsOnlyAfterTheDelay() {
        String user = createUser("ada");
        assign("USER", user, PRO);

        standIn.advance(USER_DELAY.minus(JUST_BEFORE));
        assertThat(seats()).isEmpty();
        assertThat(claims()).isEmpty();

        standIn.advance(JUST_BEFORE);
        assertThat(seats()).hasSize(1);
        assertThat(claims()).hasSize(1);
    }

    @Test
    void anAssignmentThatIsMadeAnewWaitsForItsWholeDelay() {
        standIn.settings(settings -> settings.withAssignmentDelay(Duration.ofSeconds(100)));
        String user = createUser("ada");
        assign("USER", user, PRO);
        standIn.advance(Duration.ofSeconds(90));
        unassign("USER", user);
        assign("USER", user, PRO);

        standIn.advance(Duration.ofSeconds(100).minus(JUST_BEFORE));
        assertThat(seats()).isEmpty();
        standIn.advance(JUST_BEFORE);
        assertThat(seats()).hasSize(1);
    }

    @Test
    void aSeatIsPendingUntilTheFirstSignIn() {
        String user = createUser("ada");
        pending(user);

        JsonNode pending = seat(user);
        assertThat(pending.path("status").asText()).isEqualTo("PENDING");
        assertThat(pending.path("type").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_PRO");
        assertThat(pending.path("aggregatedSubscriptionType").asText()).isEqualTo("INDIVIDUAL");
        assertThat(pending.has("activationDate")).isFalse();

        Instant signIn = standIn.now();
        standIn.signIn("ada@example.com");
        standIn.signIn(user);

        JsonNode active = seat(user);
        assertThat(active.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(active.path("activatedType").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_PRO");
        assertThat(active.path("activationDate").asDouble()).isEqualTo(signIn.toEpochMilli() / 1000.0);
    }

    @Test
    void aSignInWithoutASeatExplainsWhatIsMissing() {
        createUser("ada");

        assertThatThrownBy(() -> standIn.signIn("ada@example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no seat");
        assertThatThrownBy(() -> standIn.signIn("nobody@example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no user");
    }

    @Test
    void membersOfASubscribedGroupGetAndLoseSeatsAfterTheDelay() {
        String group = createGroup("developers");
        String ada = createUser("ada");
        join(group, ada);
        assign("GROUP", group, PRO);
        standIn.advance(GROUP_DELAY.minus(JUST_BEFORE));
        assertThat(seats()).isEmpty();
        standIn.advance(JUST_BEFORE);
        assertThat(seat(ada).path("aggregatedSubscriptionType").asText()).isEqualTo("GROUP");

        String bob = createUser("bob");
        String membership = join(group, bob);
        standIn.advance(GROUP_DELAY.minus(JUST_BEFORE));
        assertThat(seats()).hasSize(1);
        standIn.advance(JUST_BEFORE);
        assertThat(seat(bob).path("status").asText()).isEqualTo("PENDING");
        standIn.signIn(bob);

        leave(membership);
        standIn.advance(GROUP_DELAY.minus(JUST_BEFORE));
        assertThat(seat(bob).path("status").asText()).isEqualTo("ACTIVE");
        standIn.advance(JUST_BEFORE);
        assertThat(seat(bob).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(seat(ada).path("status").asText()).isEqualTo("PENDING");
    }

    @Test
    void aMemberWhoJoinsAndLeavesWithinTheDelayNeverGetsASeat() {
        String group = createGroup("developers");
        assign("GROUP", group, PRO);
        leave(join(group, createUser("ada")));

        standIn.advance(GROUP_DELAY.multipliedBy(2));

        assertThat(seats()).isEmpty();
    }

    @Test
    void theHighestPlanWinsAndTheOriginTellsBoth() {
        String user = createUser("ada");
        String group = createGroup("developers");
        join(group, user);
        assign("GROUP", group, PRO);
        assign("USER", user, POWER);
        standIn.advance(GROUP_DELAY);

        assertThat(seats()).hasSize(1);
        assertThat(seat(user).path("type").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_POWER");
        assertThat(seat(user).path("aggregatedSubscriptionType").asText()).isEqualTo("INDIVIDUAL_AND_GROUP");
    }

    @ParameterizedTest
    @CsvSource({"KIRO_ENTERPRISE_POWER", "KIRO_ENTERPRISE_PRO_POWER"})
    void powerIsReadBackUnderTheNameOfTheSettings(String name) {
        String user = createUser("ada");
        standIn.settings(settings -> settings.withPowerReadBack(name));
        assign("USER", user, POWER);
        standIn.advance(USER_DELAY);

        assertThat(seat(user).path("type").path("amazonQ").asText()).isEqualTo(name);
        assertThat(claims().get(0).path("type").path("amazonQ").asText()).isEqualTo(name);
    }

    @Test
    void anUpgradeIsInForceAtOnce() {
        String user = createUser("ada");
        active(user);

        reassign("USER", user, POWER);

        assertThat(seat(user).path("type").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_POWER");
        assertThat(seat(user).path("activatedType").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_POWER");
    }

    @Test
    void aDowngradeWaitsForTheMonthToTurn() {
        String user = createUser("ada");
        assign("USER", user, POWER);
        standIn.advance(USER_DELAY);
        standIn.signIn(user);

        reassign("USER", user, PRO);
        assertThat(seat(user).path("type").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_PRO");
        assertThat(seat(user).path("activatedType").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_POWER");

        standIn.setClock(NEXT_MONTH.minus(JUST_BEFORE));
        assertThat(seat(user).path("activatedType").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_POWER");
        standIn.setClock(NEXT_MONTH);
        assertThat(seat(user).path("activatedType").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_PRO");
        assertThat(seat(user).path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    void aGroupsPlanChangeReachesItsMembersAfterTheDelay() {
        String group = createGroup("developers");
        String user = createUser("ada");
        join(group, user);
        assign("GROUP", group, PRO);
        standIn.advance(GROUP_DELAY);

        reassign("GROUP", group, PRO_PLUS);

        assertThat(seat(user).path("type").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_PRO");
        standIn.advance(GROUP_DELAY);
        assertThat(seat(user).path("type").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_PRO_PLUS");
    }

    @Test
    void aCancelledSeatStaysUntilTheMonthTurns() {
        String user = createUser("ada");
        cancelled(user);

        standIn.setClock(NEXT_MONTH.minus(JUST_BEFORE));
        assertThat(seat(user).path("status").asText()).isEqualTo("CANCELLED");

        standIn.setClock(NEXT_MONTH);
        assertThat(seats()).isEmpty();
    }

    @Test
    void anUnusedSeatGoesAtOnce() {
        String user = createUser("ada");
        pending(user);

        unassign("USER", user);

        assertThat(seats()).isEmpty();
    }

    @Test
    void aCancelledSeatThatAGroupGrantsAgainComesBackWhenTheMonthTurns() {
        String user = createUser("ada");
        cancelled(user);
        String group = createGroup("developers");
        join(group, user);
        assign("GROUP", group, PRO_PLUS);
        standIn.advance(GROUP_DELAY);
        assertThat(seat(user).path("status").asText()).isEqualTo("CANCELLED");

        standIn.setClock(NEXT_MONTH);

        assertThat(seat(user).path("status").asText()).isEqualTo("PENDING");
        assertThat(seat(user).path("type").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_PRO_PLUS");
    }

    @Test
    void losingTheIndividualAssignmentLeavesTheGroupsPlan() {
        String user = createUser("ada");
        String group = createGroup("developers");
        join(group, user);
        assign("GROUP", group, PRO);
        assign("USER", user, POWER);
        standIn.advance(GROUP_DELAY);
        standIn.signIn(user);

        unassign("USER", user);

        assertThat(seat(user).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(seat(user).path("type").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_PRO");
        assertThat(seat(user).path("activatedType").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_POWER");
        assertThat(seat(user).path("aggregatedSubscriptionType").asText()).isEqualTo("GROUP");
    }

    @Test
    void aDeletedUsersSeatsAreCancelledAfterAWhileAndKeepItsId() {
        String used = createUser("ada");
        String unused = createUser("bob");
        active(used);
        pending(unused);

        deleteUser(used);
        deleteUser(unused);
        assertThat(seats()).hasSize(2);
        standIn.advance(GROUP_DELAY);

        assertThat(seats()).hasSize(1);
        assertThat(seat(used).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(standIn.dump().path("assignments")).isEmpty();
        assertThat(standIn.dump().path("applicationAssignments")).isEmpty();
    }

    @Test
    void aDeletedGroupsAssignmentAndSeatsGoAfterAWhile() {
        String user = createUser("ada");
        String group = createGroup("developers");
        join(group, user);
        assign("GROUP", group, PRO);
        standIn.advance(GROUP_DELAY);
        standIn.signIn(user);

        store("DeleteGroup", "{\"IdentityStoreId\": \"d-1234567890\", \"GroupId\": \"" + group + "\"}");
        assertThat(seat(user).path("status").asText()).isEqualTo("ACTIVE");
        standIn.advance(GROUP_DELAY);

        assertThat(seat(user).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(standIn.dump().path("assignments")).isEmpty();
    }

    @Test
    void claimsNameUsersAndGroups() {
        String user = createUser("ada");
        String group = createGroup("developers");
        assign("USER", user, PRO);
        assign("GROUP", group, PRO_PLUS);
        standIn.advance(GROUP_DELAY);

        JsonNode claims = claims();

        assertThat(claims.get(0).path("principal").path("user").asText()).isEqualTo(user);
        assertThat(claims.get(1).path("principal").path("group").asText()).isEqualTo(group);
        assertThat(claims.get(1).path("type").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_PRO_PLUS");
        assertThat(claims.get(0).path("identifier").asText())
                .startsWith("arn:aws:user-subscriptions::123456789012:subscription/");
    }

    @Test
    void claimsCanBeTurnedOffWhileSeatsAreStillListed() {
        standIn.settings(settings -> settings.withApplicationClaims(false));

        assertThat(listClaims().type()).endsWith("UnknownOperationException");
        assertThat(seats()).isEmpty();
    }

    @Test
    void anAwsServiceOnlyMayCreateClaims() {
        var reply = wire.call("AWSZornControlPlaneService.CreateClaim", "user-subscriptions", "{}");

        assertThat(reply.type()).isEqualTo("AccessDeniedException");
        assertThat(reply.message()).isEqualTo("Claims can only be created by an AWS service");
    }

    @Test
    void anotherInstanceIsNotFoundAndAnotherRegionHasNoSeats() {
        pending(createUser("ada"));
        String request = "{\"instanceArn\": \"%s\", \"subscriptionRegion\": \"%s\"}";
        String target = "AWSZornControlPlaneService.ListUserSubscriptions";

        var other = wire.call(
                target,
                "user-subscriptions",
                request.formatted("arn:aws:sso:::instance/ssoins-0000000000000000", "us-east-1"));
        var elsewhere = wire.call(target, "user-subscriptions", request.formatted(instanceArn(), "eu-central-1"));

        assertThat(other.type()).isEqualTo("ResourceNotFoundException");
        assertThat(succeed(elsewhere).path("subscriptions")).isEmpty();
    }

    private JsonNode claims() {
        return succeed(listClaims()).path("claims");
    }

    private WireClient.Reply listClaims() {
        return wire.call(
                "AWSZornControlPlaneService.ListApplicationClaims",
                "user-subscriptions",
                "{\"applicationArn\": \"" + applicationArn()
                        + "\", \"maxResults\": 100, \"subscriptionRegion\": \"us-east-1\"}");
    }
}
