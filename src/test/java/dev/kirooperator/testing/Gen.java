package dev.kirooperator.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Random test data from a seed; the same seed gives the same data again. */
public final class Gen {

    private static final int SEEDS = 250;
    private static final int SOME_SEEDS = 25;
    private static final String LETTERS = "ab Z0-_.[]()/:@\t\n\u00e4\u00df\u4eba\u3000kiro-operator";

    private final Random random;

    public Gen(long seed) {
        random = new Random(seed);
    }

    /** The seeds that {@link ForManySeeds} runs a property with. */
    public static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, SEEDS).boxed();
    }

    /** The seeds that {@link ForSomeSeeds} runs a property with. */
    public static Stream<Long> someSeeds() {
        return LongStream.rangeClosed(1, SOME_SEEDS).boxed();
    }

    /** A number from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from {@code least} to {@code most}. */
    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    public boolean flip() {
        return random.nextBoolean();
    }

    public <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    public <E extends Enum<E>> E pick(Class<E> type) {
        return pick(List.of(type.getEnumConstants()));
    }

    public <T> Optional<T> maybe(Supplier<T> value) {
        return flip() ? Optional.of(value.get()) : Optional.empty();
    }

    public <T> List<T> shuffled(Collection<T> values) {
        List<T> copy = new ArrayList<>(values);
        Collections.shuffle(copy, random);
        return copy;
    }

    public <T> Set<T> subset(Collection<T> values) {
        return values.stream().filter(value -> flip()).collect(Collectors.toSet());
    }

    /** A text of at most {@code longest} characters, white space, brackets and other alphabets included. */
    public String text(int longest) {
        StringBuilder text = new StringBuilder();
        int length = below(longest + 1);
        while (text.length() < length) {
            text.append(LETTERS.charAt(below(LETTERS.length())));
        }
        return text.toString();
    }

    /** A word of exactly {@code length} lower-case letters. */
    public String word(int length) {
        return random.ints(length, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** A time within a day after the start. */
    public Instant within24Hours(Instant start) {
        return start.plusSeconds(below((int) Duration.ofDays(1).toSeconds()));
    }

    public Duration upTo(Duration longest) {
        return Duration.ofMillis((long) (random.nextDouble() * longest.toMillis()));
    }
}
