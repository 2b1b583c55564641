package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Connections;
import dev.kirooperator.aws.Creation;
import dev.kirooperator.aws.TestingAws;
import dev.kirooperator.aws.TestingAws.Answer;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever AWS answers about profiles, what it said to the assignment is never lost, and nothing is made without need. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfileDiagnosisTest {

    private static final String NOT_AUTHORIZED = "Your account is not authorized to make this call.";
    private static final List<String> STATES =
            List.of("ACTIVE", "CREATING", "CREATE_FAILED", "UPDATING", "DELETING", "DELETE_FAILED", "TOMORROW");
    private static final List<Answer> REFUSALS = List.of(
            TestingAws.error(400, "ResourceNotFoundException", "No profile found."),
            TestingAws.error(400, "AccessDeniedException", NOT_AUTHORIZED),
            TestingAws.error(400, "AccessDeniedException", "Not you."),
            TestingAws.error(400, "ConflictException", "Already."),
            TestingAws.error(400, "ValidationException", "Not so."),
            TestingAws.error(500, "InternalServerException", "Broken."));

    private final TestingAws aws = new TestingAws();

    @AfterAll
    void close() {
        aws.close();
    }

    @ForManySeeds
    void theRefusalOfAwsStaysInWhatIsTold(long seed) {
        Gen gen = new Gen(seed);
        Answer refusal = gen.pick(REFUSALS);
        aws.on("CreateAssignment", refusal);
        aws.on("ListProfiles", profiles(gen));
        aws.on("CreateProfile", TestingAws.error(400, "AccessDeniedException", "No profile for you."));
        int before = aws.calls("CreateProfile").size();
        boolean makes = gen.flip();

        AwsCall told = refused(makes).failure().call();

        boolean asked = aws.calls("CreateProfile").size() > before;
        assertThat(told.operation()).isEqualTo(asked ? "CreateProfile" : "CreateAssignment");
        assertThat(told.requestId()).isPresent();
        assertThat(asked || refusal.body().contains(told.message())).isTrue();
        assertThat(makes || !asked).isTrue();
    }

    @Test
    void aConflictOverAProfileThatIsNotShownIsTold() {
        aws.on("CreateAssignment", REFUSALS.get(0));
        aws.on("ListProfiles", TestingAws.ok("{\"profiles\":[]}"));
        aws.on("CreateProfile", TestingAws.error(400, "ConflictException", "The instance is not ready."));

        assertThat(refused(true).failure()).isInstanceOf(AwsFailure.Conflict.class);
    }

    @Test
    void aConflictOverAProfileThatShowsNowIsWaitedFor() {
        aws.on("CreateAssignment", REFUSALS.get(0));
        aws.on("ListProfiles", TestingAws.ok("{\"profiles\":[]}"));
        aws.on("CreateProfile", call -> {
            aws.on("ListProfiles", TestingAws.ok(profile("CREATING", "arn:aws:sso:::instance/ssoins-1")));
            return TestingAws.error(400, "ConflictException", "There is one.");
        });

        assertThat(refused(true).failure())
                .isInstanceOfSatisfying(
                        AwsFailure.Diagnosed.class,
                        found -> assertThat(found.cause()).isEqualTo(AwsFailure.Cause.BEING_MADE));
    }

    private AwsException refused(boolean makes) {
        Creation creation = new Creation(false, makes, List.of("COMPLETIONS"), true);
        try (Connections connections = aws.connect(aws.settings().making(creation))) {
            new ConnectionSeats(connections, () -> Instant.EPOCH)
                    .find("default")
                    .orElseThrow()
                    .create(new Principal.User("u-1"), Plan.PRO);
        } catch (AwsException e) {
            return e;
        }
        throw new AssertionError("nothing was refused");
    }

    private static Answer profiles(Gen gen) {
        String instance = gen.pick(List.of("arn:aws:sso:::instance/ssoins-1", "arn:aws:sso:::instance/ssoins-2"));
        return gen.pick(List.of(
                TestingAws.error(400, "AccessDeniedException", "Not yours."),
                TestingAws.error(400, "UnknownOperationException", "What?"),
                TestingAws.error(500, "InternalServerException", "Broken."),
                TestingAws.ok("{\"profiles\":[]}"),
                TestingAws.ok(profile(gen.pick(STATES), instance))));
    }

    private static String profile(String status, String instance) {
        return "{\"profiles\":[{\"arn\":\"p-1\",\"status\":\"" + status
                + "\",\"identityDetails\":{\"ssoIdentityDetails\":{\"instanceArn\":\"" + instance + "\"}}}]}";
    }
}
