package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.generated.usersubscriptions.model.Subscription;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.document.Document;

class SeatRowsTest {

    @ParameterizedTest
    @EnumSource
    void everyPlanIsReadBackByTheWordItIsWrittenWith(Plan plan) {
        assertThat(PlanNames.written(plan)).startsWith("Q_DEVELOPER_STANDALONE_");
        assertThat(PlanNames.read(PlanNames.written(plan))).contains(plan);
    }

    @ParameterizedTest
    @CsvSource({
        "KIRO_ENTERPRISE_PRO,       PRO",
        "KIRO_ENTERPRISE_PRO_PLUS,  PRO_PLUS",
        "KIRO_ENTERPRISE_PRO_MAX,   PRO_MAX",
        "KIRO_ENTERPRISE_POWER,     POWER",
        "KIRO_ENTERPRISE_PRO_POWER, POWER",
    })
    void theWordsOfReadsAreKnown(String word, Plan plan) {
        assertThat(PlanNames.read(word)).contains(plan);
    }

    @Test
    void anUnknownWordIsNoPlan() {
        assertThat(PlanNames.read("KIRO_ENTERPRISE_ULTRA")).isEmpty();
        assertThat(PlanNames.read("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-10T09:00:00Z,          2026-11-10T09:00:00Z",
        "2026-11-10T10:00:00.5+01:00,   2026-11-10T09:00:00.5Z",
        "1794301200,                    2026-11-10T09:00:00Z",
        "1794301200.25,                 2026-11-10T09:00:00.25Z",
        "1794301200250,                 2026-11-10T09:00:00.25Z",
    })
    void aTimeMayBeATextInSeveralForms(String text, Instant time) {
        assertThat(Moments.read(Document.fromString(text))).contains(time);
    }

    @Test
    void aTimeMayBeANumberOfMilliseconds() {
        assertThat(Moments.read(Document.fromNumber("1794301200250")))
                .contains(Instant.parse("2026-11-10T09:00:00.250Z"));
        assertThat(Moments.read(Document.fromNumber("1794301200250000"))).isEmpty();
    }

    @Test
    void anEmptyPlaceInAListSpoilsNothing() {
        assertThat(SeatRows.byUser(Arrays.asList(null, Subscription.builder().build())))
                .isEmpty();
    }

    @Test
    void aTimeMayBeANumberOfSeconds() {
        assertThat(Moments.read(Document.fromNumber("1794301200.25")))
                .contains(Instant.parse("2026-11-10T09:00:00.250Z"));
        assertThat(Moments.read(Document.fromNumber("1.7943012E9"))).contains(Instant.parse("2026-11-10T09:00:00Z"));
    }

    @Test
    void aTimeInAnyOtherFormIsNone() {
        assertThat(Moments.read(null)).isEmpty();
        assertThat(Moments.read(Document.fromNull())).isEmpty();
        assertThat(Moments.read(Document.fromString("yesterday"))).isEmpty();
        assertThat(Moments.read(Document.fromString(""))).isEmpty();
        assertThat(Moments.read(Document.fromNumber("1e300"))).isEmpty();
        assertThat(Moments.read(Document.fromBoolean(true))).isEmpty();
        assertThat(Moments.read(Document.mapBuilder().build())).isEmpty();
    }

    @Test
    void aWholeRowIsRead() {
        Subscription row = row("ada", "ACTIVE")
                .activatedType(t -> t.amazonQ("KIRO_ENTERPRISE_PRO_MAX"))
                .aggregatedSubscriptionType("INDIVIDUAL_AND_GROUP")
                .activationDate(Document.fromNumber(1_794_301_200))
                .build();
        assertThat(SeatRows.seat(row))
                .contains(new Seat(
                        "ada",
                        SeatStatus.ACTIVE,
                        Optional.of(Plan.PRO),
                        Optional.of(Plan.PRO_MAX),
                        SeatSource.INDIVIDUAL_AND_GROUP,
                        Optional.of(Instant.parse("2026-11-10T09:00:00Z"))));
    }

    @Test
    void thePlanInForceIsTheAssignedOneWhereAwsSaysNoMore() {
        assertThat(SeatRows.seat(row("ada", "PENDING").build()).orElseThrow().effectivePlan())
                .contains(Plan.PRO);
    }

    @Test
    void aPlanInForceThatIsNotKnownIsNotTheAssignedOne() {
        assertThat(SeatRows.seat(row("ada", "ACTIVE")
                                .activatedType(t -> t.amazonQ("NEW"))
                                .build())
                        .orElseThrow()
                        .effectivePlan())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, ACTIVE",
        "PENDING, PENDING",
        "CANCELLED, CANCELLED",
        "CANCELED, CANCELLED",
        "PAUSED, UNKNOWN",
        ", UNKNOWN"
    })
    void anUnknownStatusIsUnknown(String word, SeatStatus status) {
        assertThat(SeatRows.seat(row("ada", word).build()).orElseThrow().status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"INDIVIDUAL, INDIVIDUAL", "GROUP, GROUP", "ORGANIZATION, UNKNOWN", ", UNKNOWN"})
    void anUnknownSourceIsUnknown(String word, SeatSource source) {
        assertThat(SeatRows.seat(row("ada", "ACTIVE")
                                .aggregatedSubscriptionType(word)
                                .build())
                        .orElseThrow()
                        .source())
                .isEqualTo(source);
    }

    @Test
    void aRowWithoutAUserIsNoSeat() {
        assertThat(SeatRows.seat(Subscription.builder().status("ACTIVE").build()))
                .isEmpty();
        assertThat(SeatRows.seat(
                        Subscription.builder().principal(p -> p.group("g")).build()))
                .isEmpty();
    }

    @Test
    void ofSeveralRowsTheOneInUseCounts() {
        assertThat(SeatRows.byUser(List.of(
                                row("ada", "CANCELLED").build(),
                                row("ada", "ACTIVE").build(),
                                row("ada", "PENDING").build(),
                                row("bob", "CANCELLED").build(),
                                row("bob", "PENDING").build()))
                        .values())
                .extracting(Seat::userId, Seat::status)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("ada", SeatStatus.ACTIVE),
                        org.assertj.core.groups.Tuple.tuple("bob", SeatStatus.PENDING));
    }

    private static Subscription.Builder row(String user, String status) {
        return Subscription.builder()
                .principal(p -> p.user(user))
                .type(t -> t.amazonQ("KIRO_ENTERPRISE_PRO"))
                .status(status);
    }
}
