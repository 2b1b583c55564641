package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kirooperator.aws.AwsFailure.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An AWS whose lists are slower than its answers. */
class InstanceMakerTest {

    private static final String NONE = "{\"Instances\":[]}";
    private static final String ACTIVE =
            "{\"Instances\":[{\"InstanceArn\":\"arn-1\",\"IdentityStoreId\":\"d-1\"," + "\"Status\":\"ACTIVE\"}]}";

    private final TestingAws aws = new TestingAws();
    private final TestingSettings settings = TestingSettings.named("default")
            .inRegion("us-east-1")
            .at(aws.endpoint())
            .making(new Creation(true, false, List.of(), true));
    private final Connections connections = aws.connect(settings);
    private Instant now = Instant.EPOCH;
    private final InstanceMaker maker = maker();

    private InstanceMaker maker() {
        AwsClients clients = connections.find("default").orElseThrow().clients();
        InstanceLocator locator = new InstanceLocator(settings.build(), "us-east-1", clients::ssoAdmin);
        return new InstanceMaker(settings.build(), "us-east-1", clients::ssoAdmin, locator, Optional::empty, () -> now);
    }

    @BeforeEach
    void anEmptyAccount() {
        aws.on("ListInstances", TestingAws.ok(NONE));
        aws.on("CreateInstance", TestingAws.ok("{\"InstanceArn\":\"arn-1\"}"));
    }

    @AfterEach
    void close() {
        connections.close();
        aws.close();
    }

    @Test
    void anInstanceThatDoesNotShowYetIsNotMadeTwice() {
        assertThat(cause(making())).isEqualTo(Cause.BEING_MADE);
        now = now.plus(Duration.ofSeconds(119));
        assertThat(cause(making())).isEqualTo(Cause.BEING_MADE);
        assertThat(aws.calls("CreateInstance")).hasSize(1);

        aws.on("ListInstances", TestingAws.ok(ACTIVE));
        assertThatCode(maker::makeIfMissing).doesNotThrowAnyException();
        assertThat(aws.calls("CreateInstance")).hasSize(1);
    }

    @Test
    void oneThatNeverShowsIsAskedForAgainUnderTheSameToken() {
        making();
        now = now.plus(Duration.ofMinutes(2));
        making();

        assertThat(aws.calls("CreateInstance"))
                .hasSize(2)
                .extracting(call -> call.text("ClientToken"))
                .allSatisfy(token -> assertThat(token).isNotBlank())
                .containsOnly(aws.calls("CreateInstance").get(0).text("ClientToken"));
    }

    @Test
    void aConflictWithOneThatShowsNowIsNoFailure() {
        aws.on("CreateInstance", call -> {
            aws.on("ListInstances", TestingAws.ok(ACTIVE));
            return TestingAws.error(400, "ConflictException", "There is one.");
        });

        assertThat(cause(making())).isEqualTo(Cause.BEING_MADE);
        assertThatCode(maker::makeIfMissing).doesNotThrowAnyException();
    }

    @Test
    void aConflictWithOneThatCannotBeSeenIsTold() {
        aws.on("CreateInstance", TestingAws.error(400, "ConflictException", "There is one."));

        assertThat(making().failure()).isInstanceOf(AwsFailure.Conflict.class);
    }

    @Test
    void aListThatFailsMakesNothing() {
        aws.on("ListInstances", TestingAws.error(400, "AccessDeniedException", "Not you."));

        assertThat(making().failure()).isInstanceOf(AwsFailure.Denied.class);
        assertThat(aws.calls("CreateInstance")).isEmpty();
    }

    private AwsException making() {
        return catchThrowableOfType(AwsException.class, maker::makeIfMissing);
    }

    private static Cause cause(AwsException thrown) {
        assertThat(thrown.failure()).isInstanceOf(AwsFailure.Diagnosed.class);
        return ((AwsFailure.Diagnosed) thrown.failure()).cause();
    }
}
