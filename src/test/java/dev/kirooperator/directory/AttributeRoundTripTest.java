package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.TestingWorld;
import dev.kirooperator.testing.ForSomeSeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** Texts of every kind go through AWS's protocol as they are: what AWS takes is read back, and what it refuses is nowhere. */
class AttributeRoundTripTest {

    private static final Duration ANY_AGE = Duration.ofDays(1);
    private static final int USERS = 12;

    private final TestingWorld world = TestingWorld.of("{}");
    private final Directory directory = new Directories(world.connections(), InstantSource.system())
            .find("default")
            .orElseThrow();

    @AfterEach
    void close() {
        world.close();
    }

    @ForSomeSeeds
    void aUserIsReadAsItWasWritten(long seed) {
        Gen gen = new Gen(seed);
        directory.snapshot(ANY_AGE);
        for (int i = 0; i < USERS; i++) {
            UserAttributes attributes = attributes(gen, i);
            Optional<User> created = unlessRefused(() -> directory.createUser(attributes));

            assertThat(directory.snapshot(ANY_AGE).userByName(attributes.userName()))
                    .isEqualTo(created);
            assertThat(directory.readUserByName(attributes.userName())).isEqualTo(created);
            assertThat(directory.snapshot(Duration.ofNanos(-1)).userByName(attributes.userName()))
                    .isEqualTo(created);
        }
    }

    @ForSomeSeeds
    void aUserIsReadAsItWasChanged(long seed) {
        Gen gen = new Gen(seed);
        User user = directory.createUser(TestingPages.attributes("ada", "Ada"));
        for (int i = 0; i < USERS; i++) {
            User before = user;
            UserAttributes wanted = attributes(gen, i);
            User after =
                    unlessRefused(() -> directory.updateUser(before, wanted)).orElse(before);

            assertThat(directory.readUser(user.id())).contains(after);
            assertThat(directory.snapshot(ANY_AGE).user(user.id())).contains(after);
            if (!after.equals(before)) {
                assertThat(after.attributes()).isEqualTo(UserChanges.merged(before.attributes(), wanted));
                world.standIn().clearCalls();
                assertThat(directory.updateUser(after, wanted)).isEqualTo(after);
                assertThat(world.operations()).isEmpty();
            }
            user = after;
        }
    }

    @ForSomeSeeds
    void aGroupIsReadAsItWasWrittenAndChanged(long seed) {
        Gen gen = new Gen(seed);
        for (int i = 0; i < USERS; i++) {
            String name = gen.text(20) + i;
            Optional<Group> created = unlessRefused(() -> directory.createGroup(name, gen.text(30)));

            assertThat(directory.readGroupByName(name)).isEqualTo(created);
            created.ifPresent(group -> {
                Optional<Group> changed = unlessRefused(() -> directory.updateGroup(group, name + "x", gen.text(30)));
                assertThat(directory.readGroup(group.id())).isEqualTo(changed.or(() -> created));
                assertThat(directory.snapshot(ANY_AGE).group(group.id())).isEqualTo(changed.or(() -> created));
            });
        }
    }

    /** Empty where AWS refuses the texts; another failure is not expected here. */
    private static <T> Optional<T> unlessRefused(Supplier<T> write) {
        Result<T> result = new Result<>();
        AwsException refused = catchThrowableOfType(AwsException.class, () -> result.value = Optional.of(write.get()));
        if (refused != null) {
            assertThat(refused.failure()).isInstanceOf(AwsFailure.Invalid.class);
        }
        return result.value;
    }

    /** What a write made, if it was let. */
    private static final class Result<T> {
        private Optional<T> value = Optional.empty();
    }

    private static UserAttributes attributes(Gen gen, int number) {
        return new UserAttributes(
                gen.text(8).replaceAll("[\\s\u3000]", "") + number,
                Optional.of(gen.text(12) + "g"),
                Optional.of("f" + gen.text(12)),
                gen.flip() ? Optional.of(gen.text(12)) : Optional.of("d"),
                gen.maybe(() -> gen.text(12).strip() + number + "@example.com"));
    }
}
