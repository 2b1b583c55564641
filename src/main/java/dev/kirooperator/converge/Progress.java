package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.status.Finding;
import dev.kirooperator.status.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what one reconcile finds, and when it has to look again. Confined to one thread. */
public final class Progress {

    private static final Finding BEGUN =
            Finding.progressing(Reason.PROGRESSING, "The operator has begun, and waits for AWS to answer");

    private final @Nullable List<Condition> previous;
    private final @Nullable Long generation;
    private final Instant now;
    private final Map<ConditionType, Finding> findings = new EnumMap<>(ConditionType.class);
    private UnaryOperator<AwsException> explanation = failure -> failure;
    private final Set<ConditionType> looked = EnumSet.noneOf(ConditionType.class);
    private Duration next;
    private final Set<ConditionType> failed = EnumSet.noneOf(ConditionType.class);

    /**
     * Starts a reconcile.
     *
     * @param previous the object's conditions so far
     * @param regular when to look again if nothing asks for it earlier
     */
    public Progress(@Nullable List<Condition> previous, @Nullable Long generation, Instant now, Duration regular) {
        this.previous = previous;
        this.generation = generation;
        this.now = now;
        this.next = regular;
    }

    public Instant now() {
        return now;
    }

    /** Reports a finding; the worse of two about the same aspect stays. */
    public void report(ConditionType type, Finding finding) {
        findings.merge(type, finding, Progress::worse);
    }

    /** Says who knows more about a failed call than the call itself says. */
    public void explainWith(UnaryOperator<AwsException> explain) {
        explanation = explain;
    }

    /**
     * Says that this reconcile has looked at an aspect to the end: without a finding it does not apply (any more), and its condition
     * goes. An aspect that nobody looked at keeps its condition.
     */
    public void lookedAt(ConditionType type) {
        looked.add(type);
    }

    /** Reports a failed call and looks again when the failure's kind says so. */
    public void reportFailure(ConditionType type, AwsException failure) {
        FailurePolicy.Response response =
                FailurePolicy.respond(explanation.apply(failure).failure());
        failed.add(type);
        report(type, response.finding());
        lookAgainWithin(response.delay(elapsed(type)));
    }

    public void lookAgainWithin(Duration wait) {
        next = wait.compareTo(next) < 0 ? wait : next;
    }

    /**
     * Looks again soon, and ever less often the longer the aspect has not been as specified; where a call about it failed, that failure
     * says when.
     */
    public void watch(ConditionType type) {
        if (!failed.contains(type)) {
            watch(elapsed(type));
        }
    }

    /** Looks again soon, and ever less often the longer something has been waited for. */
    public void watch(Duration waited) {
        lookAgainWithin(new Backoff(SyncSettings.SHORTEST, next).after(waited.dividedBy(2)));
    }

    /** How long the aspect has not been as specified; zero when it was, or is looked at for the first time. */
    public Duration elapsed(ConditionType type) {
        return notDoneSince(type)
                .map(since -> Duration.between(since, now))
                .filter(elapsed -> !elapsed.isNegative())
                .orElse(Duration.ZERO);
    }

    /** Since when the aspect has not been as specified; empty when it was, or is looked at for the first time. */
    public Optional<Instant> notDoneSince(ConditionType type) {
        return Conditions.find(previous, type)
                .filter(condition -> condition.status().equals("False"))
                .flatMap(condition -> Optional.ofNullable(condition.lastTransitionTime()))
                .map(Instant::parse);
    }

    /** Whether this reconcile has found this reason. */
    public boolean says(ConditionType type, Reason reason) {
        return Optional.ofNullable(findings.get(type))
                .filter(finding -> finding.reason() == reason)
                .isPresent();
    }

    /** Whether the aspect's condition so far gives this reason. */
    public boolean had(ConditionType type, Reason reason) {
        return Conditions.find(previous, type)
                .filter(condition -> reason.label().equals(condition.reason()))
                .isPresent();
    }

    /** Since when the removal brake has held the aspect back; empty when it does not so far. */
    public Optional<Instant> heldBackSince(ConditionType type) {
        return had(type, Reason.REMOVAL_HELD_BACK) ? notDoneSince(type) : Optional.empty();
    }

    public boolean isDone(ConditionType type) {
        return Optional.ofNullable(findings.get(type)).filter(Finding::isDone).isPresent();
    }

    /** Whether some call failed, so that not everything was looked at. */
    public boolean hasFailed() {
        return !failed.isEmpty();
    }

    public List<Condition> conditions() {
        return Conditions.from(previous, generation, now, findings, looked);
    }

    /**
     * The conditions for a status that is written before the reconcile is over: the ones so far, else that it has begun with an aspect.
     */
    public List<Condition> interim(ConditionType first) {
        return previous == null || previous.isEmpty()
                ? Conditions.from(previous, generation, now, Map.of(first, BEGUN), Set.of())
                : previous;
    }

    public List<Transition> transitions() {
        return Transition.between(previous, findings);
    }

    public Duration next() {
        return next;
    }

    private static Finding worse(Finding a, Finding b) {
        return b.kind().compareTo(a.kind()) > 0 ? b : a;
    }
}
