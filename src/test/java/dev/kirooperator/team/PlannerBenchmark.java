package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.converge.Candidate;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Roster;
import dev.kirooperator.directory.GroupMemberships;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.RemovalWindow.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long one look at a team of 10,000 computes, of whom ten have no manifest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlannerBenchmark {

    private static final int MEMBERS = 10_000;
    private static final int STRANGERS = 10;

    private final MembershipPlanner planner = new MembershipPlanner(new RemovalBrake(STRANGERS, 100));
    private final List<Candidate> candidates = IntStream.range(0, MEMBERS)
            .mapToObj(i -> new Candidate(
                    new ObjectKey("dev", "m" + i), Instant.EPOCH.plusSeconds(i), Set.of("user-" + i), true, false))
            .toList();
    private final GroupMemberships memberships = new GroupMemberships(
            IntStream.range(0, MEMBERS + STRANGERS)
                    .mapToObj(i -> new Membership("m-" + i, "g", "user-" + i))
                    .collect(Collectors.toMap(Membership::userId, Function.identity())),
            Set.of(),
            Instant.EPOCH,
            Instant.EPOCH);

    /** The roster and the plan. */
    @Benchmark
    public Object plan() {
        Roster roster = Roster.of(candidates, memberships.byUserId().keySet(), OptionalInt.empty());
        return planner.plan(
                memberships,
                roster,
                MembershipPolicy.EXCLUSIVE,
                true,
                new Approval(Optional.empty(), Optional.empty(), Set.of()),
                users -> Answer.GO);
    }
}
