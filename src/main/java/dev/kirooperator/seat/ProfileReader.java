package dev.kirooperator.seat;

import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.Pages;
import dev.kirooperator.aws.generated.kiroprofiles.KiroProfilesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The Kiro profiles of a connection's account and Region, read once for all who need them. */
final class ProfileReader {

    private static final int PAGE = 10;

    /** A profile that serves is looked at again after this; a refusal is remembered as long ({@link OptionalRead}). */
    private static final Duration SERVING = Duration.ofHours(1);

    /** While there is none that serves, somebody may be making one. */
    private static final Duration MISSING = Duration.ofMinutes(1);

    private final Supplier<String> instanceArn;
    private final InstantSource clock;
    private final OptionalRead<List<KiroProfile>> read;
    private Optional<Answer> last = Optional.empty();
    private volatile Optional<Instant> seenCreating = Optional.empty();

    ProfileReader(Supplier<KiroProfilesClient> client, Supplier<String> instanceArn, InstantSource clock) {
        this.instanceArn = instanceArn;
        this.clock = clock;
        this.read = new OptionalRead<>(() -> list(client.get()), clock);
    }

    /** The profiles, as old as {@link #SERVING} and {@link #MISSING} allow. */
    synchronized Attempt<List<KiroProfile>> profiles() {
        Instant now = clock.instant();
        return last.filter(answer -> now.isBefore(answer.until()))
                .<Attempt<List<KiroProfile>>>map(answer -> new Attempt.Got<>(answer.profiles()))
                .orElseGet(this::readAgain);
    }

    /** The profiles as they are now. */
    synchronized Attempt<List<KiroProfile>> readAgain() {
        Attempt<List<KiroProfile>> attempt = read.attempt();
        if (attempt instanceof Attempt.Got<List<KiroProfile>> got) {
            remember(got.value());
        }
        return attempt;
    }

    /**
     * The profile of the connection's instance among those that were read.
     *
     * @throws AwsException when the instance is asked for and not found; where no profile is of any instance, it is not asked for
     */
    Optional<KiroProfile> ours(List<KiroProfile> profiles) {
        if (profiles.stream().allMatch(KiroProfile::isExternal)) {
            return Optional.empty();
        }
        String instance = instanceArn.get();
        return profiles.stream().filter(profile -> profile.isOf(instance)).findFirst();
    }

    /** Makes the next caller read again. */
    synchronized void forget() {
        last = Optional.empty();
    }

    /** When the connection's profile was last seen being made. */
    Optional<Instant> seenCreating() {
        return seenCreating;
    }

    static List<KiroProfile> list(KiroProfilesClient client) {
        return Pages.readAll("ListProfiles", token -> {
            var answer = client.listProfiles(r -> r.maxResults(PAGE).nextToken(token.orElse(null)));
            return new Pages.Page<>(
                    answer.profiles().stream()
                            .filter(Objects::nonNull)
                            .map(KiroProfile::of)
                            .toList(),
                    answer.nextToken());
        });
    }

    private void remember(List<KiroProfile> profiles) {
        Instant now = clock.instant();
        Optional<KiroProfile> ours = oursIfKnown(profiles);
        boolean serves = ours.or(
                        () -> profiles.stream().filter(KiroProfile::isExternal).findFirst())
                .filter(KiroProfile::isActive)
                .isPresent();
        boolean isComing = ours.filter(profile -> profile.status() == KiroProfile.Status.CREATING)
                .isPresent();
        last = Optional.of(new Answer(profiles, now.plus(serves ? SERVING : MISSING)))
                .filter(answer -> !isComing);
        if (isComing) {
            seenCreating = Optional.of(now);
        }
    }

    /** Without an Identity Center none of them is known to be ours; that is for others to say. */
    private Optional<KiroProfile> oursIfKnown(List<KiroProfile> profiles) {
        try {
            return ours(profiles);
        } catch (AwsException e) {
            return Optional.empty();
        }
    }

    private record Answer(List<KiroProfile> profiles, Instant until) {}
}
