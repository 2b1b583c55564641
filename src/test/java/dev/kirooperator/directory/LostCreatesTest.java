package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LostCreatesTest {

    private final AwsException lost = new AwsException(new AwsFailure.Transient(call("no answer")));
    private final AwsException conflict = new AwsException(new AwsFailure.Conflict(call("exists")));
    private final AwsException denied = new AwsException(new AwsFailure.Denied(call("no")));

    private final Map<String, String> world = new HashMap<>();
    private boolean readable = true;
    private final LostCreates<String, String> creates = new LostCreates<>(this::find, String::equals);

    @Test
    void anAnswerIsTakenAsItIs() {
        assertThat(creates.create("ada", "wanted", () -> "made")).isEqualTo("made");
    }

    @Test
    void aLostAnswerIsResolvedByReading() {
        assertThat(creates.create("ada", "wanted", lostButDone("wanted"))).isEqualTo("wanted");
    }

    @Test
    void whatWasNotDoneStaysLost() {
        assertThatThrownBy(() -> creates.create("ada", "wanted", failing(lost))).isSameAs(lost);
    }

    @Test
    void somethingElseOfThatNameIsAConflict() {
        assertThatThrownBy(() -> creates.create("ada", "wanted", lostButDone("foreign")))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.failure()).isInstanceOf(AwsFailure.Conflict.class))
                .hasMessageContaining("other attributes");
    }

    @Test
    void whatCouldNotBeReadIsResolvedByTheNextCreate() {
        readable = false;
        assertThatThrownBy(() -> creates.create("Ada", "wanted", lostButDone("wanted")))
                .isSameAs(lost);
        readable = true;
        assertThat(creates.create("ada", "wanted", failing(conflict))).isEqualTo("wanted");
    }

    @Test
    void whatCameIntoBeingAfterTheReadIsResolvedByTheNextCreate() {
        assertThatThrownBy(() -> creates.create("ada", "wanted", failing(lost))).isSameAs(lost);
        world.put("ada", "wanted");
        assertThat(creates.create("ada", "wanted", failing(conflict))).isEqualTo("wanted");
    }

    @Test
    void whatWasSentCountsAndNotWhatIsWantedNow() {
        readable = false;
        assertThatThrownBy(() -> creates.create("ada", "sent", lostButDone("sent")))
                .isSameAs(lost);
        readable = true;
        assertThat(creates.create("ada", "changed since", failing(conflict))).isEqualTo("sent");
    }

    @Test
    void aResolvedCreateIsForgotten() {
        assertThat(creates.create("ada", "wanted", lostButDone("wanted"))).isEqualTo("wanted");
        assertThatThrownBy(() -> creates.create("ada", "wanted", failing(conflict)))
                .isSameAs(conflict);
    }

    @Test
    void aConflictThatNothingWasLostBeforeIsAConflict() {
        world.put("ada", "wanted");
        assertThatThrownBy(() -> creates.create("ada", "wanted", failing(conflict)))
                .isSameAs(conflict);
    }

    @Test
    void anyOtherFailureIsPassedOn() {
        assertThatThrownBy(() -> creates.create("ada", "wanted", failing(denied)))
                .isSameAs(denied);
    }

    @Test
    void noMoreThanAThousandAreRemembered() {
        UnresolvedCreates<String> unresolved = new UnresolvedCreates<>();
        for (int i = 0; i <= 1_000; i++) {
            unresolved.remember("user" + i, "sent");
        }
        assertThat(unresolved.find("user0")).isEmpty();
        assertThat(unresolved.find("USER1")).contains("sent");
        assertThat(unresolved.find("user1000")).contains("sent");
    }

    private Optional<String> find(String name) {
        if (!readable) {
            throw new AwsException(new AwsFailure.Transient(call("still no answer")));
        }
        return Optional.ofNullable(world.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    private Supplier<String> lostButDone(String made) {
        return () -> {
            world.put("ada", made);
            throw lost;
        };
    }

    private static Supplier<String> failing(AwsException failure) {
        return () -> {
            throw failure;
        };
    }

    private static AwsCall call(String message) {
        return new AwsCall("CreateUser", Optional.empty(), message, Optional.empty());
    }
}
