package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.sandbox.aws.control.ControlJson;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.sandbox.aws.control.Faults;
import dev.kirooperator.sandbox.aws.control.Quota;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The quota and the faults over random streams of calls. */
class QuotaPropertiesTest {
    private Instant now = Instant.parse("2026-01-15T09:00:00Z");

    /** A call passes if and only if fewer than the rate passed in the second that ends with it. */
    @ForManySeeds
    void aCallPassesIfAndOnlyIfTheSecondBeforeItHasRoom(long seed) {
        Gen gen = new Gen(seed);
        Quota quota = new Quota(() -> now);
        int rate = gen.between(1, 5);
        Map<String, List<Instant>> passed = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            now = now.plus(gen.upTo(Duration.ofMillis(400)));
            String api = gen.pick(List.of("identitystore:ListUsers", "sso-admin:ListInstances"));
            List<Instant> before = passed.computeIfAbsent(api, none -> new ArrayList<>());
            long recent = before.stream()
                    .filter(time -> time.plusSeconds(1).isAfter(now))
                    .count();

            boolean passes = quota.tryAcquire(api, rate);

            assertThat(passes).isEqualTo(recent < rate);
            if (passes) {
                before.add(now);
            }
        }
    }

    /** Whoever waits a second after a refusal, as the hint says, has room again. */
    @ForManySeeds
    void aSecondAfterARefusalThereIsRoom(long seed) {
        Gen gen = new Gen(seed);
        Quota quota = new Quota(() -> now);
        int rate = gen.between(1, 20);
        while (quota.tryAcquire("api", rate)) {
            now = now.plus(gen.upTo(Duration.ofMillis(40)));
        }

        now = now.plusSeconds(1);

        assertThat(quota.tryAcquire("api", rate)).isTrue();
    }

    /** A fault alone hits exactly the calls {@code skip + 1} to {@code skip + times} of those that it is for. */
    @ForManySeeds
    void aFaultHitsTheCallsThatItCounts(long seed) {
        Gen gen = new Gen(seed);
        Faults faults = new Faults();
        int skip = gen.below(4);
        int times = gen.between(1, 4);
        faults.add(Fault.internal("identitystore:Create*")
                .skipping(skip)
                .times(times)
                .containing("ada"));
        int matching = 0;
        for (int i = 0; i < 40; i++) {
            String operation = gen.pick(List.of("CreateUser", "CreateGroup", "DeleteUser"));
            String name = gen.pick(List.of("ada", "bob"));
            String service = gen.pick(List.of("identitystore", "sso-admin"));
            boolean counts = service.equals("identitystore") && operation.startsWith("Create") && name.equals("ada");
            matching += counts ? 1 : 0;

            boolean hit = faults.take(service, operation, ControlJson.object().put("name", name))
                    .isPresent();

            assertThat(hit).isEqualTo(counts && matching > skip && matching <= skip + times);
            assertThat(faults.all()).hasSize(matching < skip + times ? 1 : 0);
        }
    }

    /** Of several faults for one call the first that does not skip it hits, and the sum of all hits is the sum of their times. */
    @ForManySeeds
    void faultsTakeTurnsInTheirOrder(long seed) {
        Gen gen = new Gen(seed);
        Faults faults = new Faults();
        List<Integer> times =
                IntStream.range(0, 4).map(i -> gen.between(1, 3)).boxed().toList();
        times.forEach(
                count -> faults.add(Fault.throttle("List*", faults.all().size()).times(count)));
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            for (int j = 0; j < times.get(i); j++) {
                expected.add(i);
            }
        }

        List<Object> hits = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            faults.take("identitystore", "ListUsers", ControlJson.object())
                    .ifPresent(hit -> hits.add(hit.fault().members().get("RetryAfterSeconds")));
        }

        assertThat(hits).isEqualTo(expected);
        assertThat(faults.take("identitystore", "ListUsers", ControlJson.object()))
                .isEmpty();
    }
}
