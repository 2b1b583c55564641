package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.aws.AwsFailure.Cause;
import dev.kirooperator.aws.AwsFailure.Diagnosed;
import dev.kirooperator.aws.AwsFailure.Subject;
import dev.kirooperator.aws.InstanceDiagnosis.Owners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;

/** Every pair of a failure and what AWS shows of instances, with the cause that follows. */
class InstanceDiagnosisTest {

    private static final String ARN = "arn:aws:sso:::instance/ssoins-1";
    private static final ConnectionSettings FOUND =
            TestingSettings.named("main").build();
    private static final ConnectionSettings NAMED =
            TestingSettings.named("main").of(ARN, "d-1").build();
    private static final AwsFailure NONE_LISTED = new AwsFailure.NotFound(
            new AwsCall(
                    "ListInstances",
                    Optional.empty(),
                    "expected an IAM Identity Center instance in us-east-1, found none",
                    Optional.empty()),
            Subject.INSTANCE);
    private static final Owners OURS = owners(shown("111"));
    private static final Owners THEIRS = owners(shown("222"));
    private static final Owners NOBODYS = owners();

    private final List<String> asked = new ArrayList<>();

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(FOUND, NONE_LISTED, Optional.of(OURS), Optional.of(Cause.WRONG_REGION)),
                Arguments.of(NAMED, NONE_LISTED, Optional.of(OURS), Optional.empty()),
                Arguments.of(FOUND, denied("CreateGroup"), Optional.of(THEIRS), Optional.of(Cause.MEMBER_ACCOUNT)),
                Arguments.of(FOUND, denied("ListUsers"), Optional.of(THEIRS), Optional.of(Cause.MEMBER_ACCOUNT)),
                Arguments.of(FOUND, denied("CreateGroup"), Optional.of(OURS), Optional.empty()),
                Arguments.of(FOUND, denied("CreateGroup"), Optional.of(NOBODYS), Optional.empty()),
                Arguments.of(FOUND, denied("CreateGroup"), Optional.empty(), Optional.empty()),
                Arguments.of(
                        NAMED,
                        denied("CreateGroup"),
                        Optional.of(THEIRS),
                        Optional.of(Cause.INSTANCE_IN_ANOTHER_ACCOUNT)),
                Arguments.of(
                        NAMED,
                        denied("ListUsers"),
                        Optional.of(NOBODYS),
                        Optional.of(Cause.INSTANCE_IN_ANOTHER_ACCOUNT)),
                Arguments.of(
                        NAMED,
                        noStore("ListGroups"),
                        Optional.of(NOBODYS),
                        Optional.of(Cause.INSTANCE_IN_ANOTHER_ACCOUNT)),
                Arguments.of(NAMED, denied("ListUsers"), Optional.of(OURS), Optional.empty()),
                Arguments.of(NAMED, noStore("ListGroups"), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void theCauseFollowsFromWhatAwsShows(
            ConnectionSettings settings, AwsFailure failure, Optional<Owners> owners, Optional<Cause> cause) {
        Optional<Diagnosed> found =
                diagnosis(settings, Optional.of("eu-west-1"), owners).of(failure);

        assertThat(found.map(Diagnosed::cause)).isEqualTo(cause);
        assertThat(found.map(Diagnosed::call)).isEqualTo(cause.map(any -> failure.call()));
    }

    static Stream<AwsFailure> othersFailures() {
        AwsCall call = new AwsCall("CreateGroup", Optional.of("X"), "m", Optional.empty());
        return Stream.of(
                denied("ListInstances"),
                denied("CreateAssignment"),
                new AwsFailure.Denied(new AwsCall("CreateGroup", Optional.empty(), "no credentials", Optional.empty())),
                new AwsFailure.Denied(
                        new AwsCall("CreateGroup", Optional.of("ExpiredTokenException"), "old", Optional.empty())),
                new AwsFailure.NotFound(call, Subject.GROUP),
                new AwsFailure.Conflict(call),
                new AwsFailure.Invalid(call),
                new AwsFailure.Transient(call),
                new AwsFailure.Throttled(call, Optional.of(Duration.ZERO)));
    }

    @ParameterizedTest
    @MethodSource("othersFailures")
    void noQuestionIsAskedAboutOtherFailures(AwsFailure failure) {
        assertThat(diagnosis(NAMED, Optional.of("eu-west-1"), Optional.of(NOBODYS))
                        .of(failure))
                .isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void noInstanceAnywhereIsNotAWrongRegion() {
        assertThat(diagnosis(FOUND, Optional.empty(), Optional.of(NOBODYS)).of(NONE_LISTED))
                .isEmpty();
        assertThat(asked).containsExactly("elsewhere");
    }

    @Test
    void theAdviceNamesTheSettingAndTheAccounts() {
        assertThat(advice(FOUND, NONE_LISTED, THEIRS))
                .contains("found in eu-west-1", "kiro.connections.main.identity-center.region=eu-west-1");
        assertThat(advice(FOUND, denied("CreateGroup"), THEIRS))
                .contains("organization's account 222", "member account 111", "kiro.connections.main.role-arn");
        assertThat(advice(NAMED, denied("CreateGroup"), THEIRS))
                .contains("of account 222", "those of account 111", "kiro.connections.main.role-arn");
        assertThat(advice(NAMED, denied("CreateGroup"), NOBODYS))
                .contains("account 111 does not see in us-east-1", "kiro.connections.main.identity-center.region");
    }

    private String advice(ConnectionSettings settings, AwsFailure failure, Owners owners) {
        return diagnosis(settings, Optional.of("eu-west-1"), Optional.of(owners))
                .of(failure)
                .orElseThrow()
                .advice();
    }

    private InstanceDiagnosis diagnosis(
            ConnectionSettings settings, Optional<String> elsewhere, Optional<Owners> owners) {
        return new InstanceDiagnosis(
                settings, "us-east-1", () -> answer("elsewhere", elsewhere), () -> answer("owners", owners));
    }

    private <T> T answer(String question, T answer) {
        asked.add(question);
        return answer;
    }

    private static Owners owners(InstanceMetadata... shown) {
        return new Owners("111", List.of(shown));
    }

    private static InstanceMetadata shown(String owner) {
        return InstanceMetadata.builder()
                .instanceArn(ARN)
                .identityStoreId("d-1")
                .ownerAccountId(owner)
                .build();
    }

    private static AwsFailure denied(String operation) {
        return new AwsFailure.Denied(
                new AwsCall(operation, Optional.of("AccessDeniedException"), "not you", Optional.of("id-1")));
    }

    private static AwsFailure noStore(String operation) {
        return new AwsFailure.NotFound(
                new AwsCall(operation, Optional.of("ResourceNotFoundException"), "none", Optional.of("id-1")),
                Subject.INSTANCE);
    }
}
