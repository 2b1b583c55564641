package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Confirmation;
import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.ExternalIdentity;
import dev.kirooperator.converge.PrincipalId;
import dev.kirooperator.converge.PrincipalPlanner;
import dev.kirooperator.converge.PrincipalPlanner.Recorded;
import dev.kirooperator.converge.PrincipalPlanner.Step;
import dev.kirooperator.converge.PrincipalPlanner.Wanted;
import dev.kirooperator.converge.PrincipalWords;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.seat.AssignmentSending;
import dev.kirooperator.seat.Months;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.Seats;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Converges what can be converged of a team whose Kiro profile takes its people straight from an identity provider: the assignment of the
 * provider's group that an annotation names. That assignments go by principal id there too, and that nothing has to take the place of
 * {@code instanceArn} (the request names neither instance nor profile, as that of the console does not: account and Region name the
 * profile), is inferred.
 */
final class ProviderAssignment {

    private static final String KIND = "group";

    private final Guards guards;
    private final Consumer<KiroTeam> statusWriter;

    /**
     * Makes the phase.
     *
     * @param statusWriter writes a team's status to the cluster now
     */
    ProviderAssignment(Guards guards, Consumer<KiroTeam> statusWriter) {
        this.guards = guards;
        this.statusWriter = statusWriter;
    }

    /**
     * Reports {@code GroupSynced}, and {@code SubscriptionSynced} where a group is named.
     *
     * @param external why nothing else is written
     * @param refused why this team may not have a group by its id
     */
    void run(TeamRun run, Finding external, Optional<Verdict> refused) {
        boolean named = PrincipalId.isNamed(run.team());
        run.progress()
                .report(
                        ConditionType.GROUP_SYNCED,
                        named
                                ? ExternalIdentity.butForTheAssignment(
                                        run.connection(), "the group, its members and their seats")
                                : external);
        if (!named && recorded(run).isEmpty()) {
            return;
        }
        Optional<Finding> objection = PrincipalId.objection(run.team())
                .or(() -> refused.filter(verdict -> named)
                        .map(verdict -> Finding.stalled(verdict.reason(), verdict.message())));
        if (objection.isPresent()) {
            run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, objection.get());
            return;
        }
        try {
            converge(run);
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.SUBSCRIPTION_SYNCED, e);
            PrincipalWords.unknown(e, KIND)
                    .or(() -> PrincipalWords.foreign(e, KIND))
                    .ifPresent(finding -> run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, finding));
        }
        run.progress().lookedAt(ConditionType.SUBSCRIPTION_SYNCED);
        run.status().api(seats(run).generation());
    }

    /**
     * The provider's group whose assignment is to be given back when the team is deleted. One that the manifest asks for may have been
     * asked for by an earlier object of a cluster that was made anew.
     *
     * @param refused why nothing that has no record may be taken over
     */
    static Optional<String> open(TeamRun run, Optional<Verdict> refused) {
        if (run.connection().externalProvider().isEmpty()
                || run.goal().observe()
                || !seats(run).writable()) {
            return Optional.empty();
        }
        return recorded(run)
                .map(Recorded::id)
                .or(() -> wanted(run).filter(wanted -> refused.isEmpty()).map(Wanted::id));
    }

    static void giveBack(TeamRun run, String groupId) {
        seats(run).delete(new Principal.Group(groupId));
        run.status().subscription(Optional.empty());
    }

    private void converge(TeamRun run) {
        Optional<Wanted> wanted = wanted(run);
        if (run.freshness().isForced()) {
            seats(run).askAgain();
        }
        Step step = PrincipalPlanner.next(wanted, recorded(run), run.progress().now());
        Optional<String> toDo = PrincipalWords.toDo(step, KIND);
        if (run.goal().observe() && toDo.isPresent()) {
            run.status().open(toDo.get());
            report(run, Finding.idle(Reason.OBSERVE_ONLY, "To do: " + toDo.get() + "; mode: Observe writes nothing"));
            return;
        }
        if (step instanceof Step.GiveBack back) {
            noteThatItMayBeGone(run);
            seats(run).delete(new Principal.Group(back.id()));
            run.status().subscription(Optional.empty());
            step = PrincipalPlanner.next(
                    wanted, Optional.empty(), run.progress().now());
        }
        apply(run, step);
    }

    private void apply(TeamRun run, Step step) {
        if (step instanceof Step.Create create) {
            create(run, create.wanted());
        } else if (step instanceof Step.Update update) {
            sent(
                    run,
                    update.wanted(),
                    sending(run, update.wanted(), true).update(update.wanted().plan()));
        } else if (step instanceof Step.Hold hold) {
            held(run, hold.wanted(), hold.until());
        } else if (step instanceof Step.Taken taken) {
            taken(run, taken.wanted());
        } else {
            run.goal()
                    .memberPlan()
                    .ifPresent(plan -> report(
                            run,
                            Finding.idle(
                                    Reason.EXTERNAL_IDENTITY_PROVIDER,
                                    "assignTo: Members is not converged: give each KiroMember spec.subscription and its own "
                                            + "principal id, or use assignTo: Group")));
        }
    }

    /**
     * Whom the assignment is for is in the status before AWS is asked: should the operator end before it has the answer, and the manifest
     * name somebody else by then, nothing else would say what has to be given back.
     */
    private void create(TeamRun run, Wanted wanted) {
        boolean isNew = recorded(run).isEmpty();
        if (isNew) {
            note(run, wanted);
        }
        try {
            sent(run, wanted, sending(run, wanted, !isNew || mayTakeOver(run)).create(wanted.plan()));
        } catch (AwsException e) {
            if (isNew && AssignmentSending.isInVain(e)) {
                run.status().subscription(Optional.empty());
            }
            throw e;
        }
    }

    /** A manifest that names the old one again would else find it recorded as assigned. */
    private void noteThatItMayBeGone(TeamRun run) {
        recorded(run)
                .filter(recorded -> recorded.heldUntil().isEmpty())
                .ifPresent(taken -> note(run, new Wanted(taken.id(), taken.plan())));
    }

    private void note(TeamRun run, Wanted wanted) {
        record(run, wanted, SubscriptionState.PENDING, Optional.empty());
        statusWriter.accept(run.status().interim(run.progress(), ConditionType.SUBSCRIPTION_SYNCED));
    }

    private boolean mayTakeOver(TeamRun run) {
        return guards.checkNameless(run.goal().tenancyRequest().adopting()).isEmpty();
    }

    private static AssignmentSending sending(TeamRun run, Wanted wanted, boolean takesOver) {
        return AssignmentSending.unread(seats(run), new Principal.Group(wanted.id()), takesOver);
    }

    private static void sent(TeamRun run, Wanted wanted, AssignmentSending.Outcome outcome) {
        if (outcome == AssignmentSending.Outcome.HELD) {
            Instant until = Months.holdUntil(run.progress().now());
            record(run, wanted, SubscriptionState.PENDING, Optional.of(until));
            held(run, wanted, until);
        } else {
            record(run, wanted, SubscriptionState.SUBSCRIBED, Optional.empty());
            taken(run, wanted);
        }
    }

    private static void held(TeamRun run, Wanted wanted, Instant until) {
        report(run, PrincipalWords.held(KIND, wanted.id(), wanted.plan(), until));
        run.progress().lookAgainWithin(Duration.between(run.progress().now(), until));
    }

    private static void taken(TeamRun run, Wanted wanted) {
        report(run, Finding.done(Reason.SYNCED, PrincipalWords.taken(KIND, wanted.id(), wanted.plan())));
    }

    private static void report(TeamRun run, Finding finding) {
        run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, finding);
    }

    private static void record(TeamRun run, Wanted wanted, SubscriptionState state, Optional<Instant> heldUntil) {
        run.status()
                .subscription(Optional.of(new SubscriptionStatus(
                        wanted.plan(),
                        state,
                        TeamStatusBuilder.time(run.progress().now()),
                        AssignTo.GROUP,
                        heldUntil.map(TeamStatusBuilder::time).orElse(null),
                        wanted.id(),
                        state == SubscriptionState.SUBSCRIBED ? Confirmation.ANSWER : null,
                        heldUntil.isPresent()
                                ? null
                                : TeamStatusBuilder.time(run.progress().now()),
                        null)));
    }

    private static Optional<Wanted> wanted(TeamRun run) {
        return PrincipalId.of(run.team()).flatMap(id -> run.goal().groupPlan().map(plan -> new Wanted(id, plan)));
    }

    /** The record of a provider's group: an assignment of the team's own group in Identity Center has that one's id. */
    private static Optional<Recorded> recorded(TeamRun run) {
        Optional<String> own = run.recordedGroup().map(GroupStatus::id);
        return run.status()
                .subscription()
                .filter(s -> s.assignedTo() == AssignTo.GROUP && s.plan() != null && s.groupId() != null)
                .filter(s -> !own.equals(Optional.ofNullable(s.groupId())))
                .map(s -> recorded(run, s, Objects.requireNonNull(s.groupId()), Objects.requireNonNull(s.plan())));
    }

    private static Recorded recorded(TeamRun run, SubscriptionStatus status, String id, Plan plan) {
        Optional<Instant> heldUntil = Optional.ofNullable(status.heldUntil()).map(Instant::parse);
        return status.state() == SubscriptionState.PENDING
                        && (heldUntil.isEmpty() || run.freshness().isForced())
                ? Recorded.unanswered(id, plan)
                : new Recorded(id, plan, heldUntil);
    }

    private static Seats seats(TeamRun run) {
        return run.connection().seats();
    }
}
