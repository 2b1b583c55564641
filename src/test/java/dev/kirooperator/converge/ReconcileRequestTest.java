package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Urgency;
import dev.kirooperator.testing.TestingMember;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconcileRequestTest {

    @ParameterizedTest(name = "requested {0}, last handled {1}, failed {2}: new {3}, then handled {4}")
    @CsvSource({
        "  ,   , false, false,   ",
        "  , a , false, false,   ",
        "b ,   , false, true , b ",
        "b , a , false, true , b ",
        "b , b , false, false, b ",
        "b ,   , true , true ,   ",
        "b , a , true , true , a ",
        "b , b , true , false, b ",
    })
    void aRequestIsOpenUntilALookFailedNowhere(
            @Nullable String requested,
            @Nullable String lastHandled,
            boolean failed,
            boolean isNew,
            @Nullable String handled) {
        KiroMember member = TestingMember.of("dev", "ada").build();
        Optional.ofNullable(requested)
                .ifPresent(value ->
                        member.getMetadata().setAnnotations(Map.of(Annotations.RECONCILE_REQUESTED_AT, value)));
        Progress progress = new Progress(null, 1L, Instant.EPOCH, Duration.ofMinutes(10));
        if (failed) {
            progress.reportFailure(ConditionType.USER_SYNCED, failure());
        }

        assertThat(ReconcileRequest.isNew(member, Optional.ofNullable(lastHandled)))
                .isEqualTo(isNew);
        assertThat(ReconcileRequest.handled(member, Optional.ofNullable(lastHandled), progress))
                .isEqualTo(Optional.ofNullable(handled));
    }

    @ParameterizedTest(name = "generation 2, last seen {0}, requested {1}: {2}")
    @CsvSource({
        "  ,   , USUAL",
        " 2,   , USUAL",
        " 1,   , CHANGED",
        " 2, a , CHANGED",
        "  , a , CHANGED",
    })
    void somebodyWaitsForWhatWasChangedOrAskedFor(
            @Nullable Long lastSeen, @Nullable String requested, Urgency expected) {
        KiroMember member = TestingMember.of("dev", "ada").build();
        member.getMetadata().setGeneration(2L);
        Optional.ofNullable(requested)
                .ifPresent(value ->
                        member.getMetadata().setAnnotations(Map.of(Annotations.RECONCILE_REQUESTED_AT, value)));

        assertThat(ReconcileRequest.urgency(member, Optional.ofNullable(lastSeen), Optional.empty()))
                .isEqualTo(expected);
    }

    private static AwsException failure() {
        return new AwsException(new AwsFailure.Transient(
                new AwsCall("ListGroups", Optional.empty(), "told to fail", Optional.empty())));
    }
}
