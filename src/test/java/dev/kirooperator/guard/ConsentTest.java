package dev.kirooperator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsentTest {

    private static final String OTHER = "names something else and lets nothing through";

    @ForManySeeds
    void onlyTheHashOfThisVeryPlanIsAYes(long seed) {
        Gen gen = new Gen(seed);
        List<String> values = List.of("5f2c", "5f2d", "5F2C", " 5f2c", "", "true");
        String given = gen.pick(values);

        assertThat(new Consent(Optional.of(given), "5f2c").isGiven()).isEqualTo(given.equals("5f2c"));
        assertThat(new Consent(Optional.empty(), given).isGiven()).isFalse();
    }

    @Test
    void whoSaidYesToSomethingElseIsTold() {
        assertThat(new Consent(Optional.of("5f2d"), "5f2c").ask())
                .contains(OTHER)
                .endsWith("kiro-operator.dev/approve-plan: 5f2c");
        assertThat(new Consent(Optional.empty(), "5f2c").ask()).doesNotContain(OTHER);
        assertThat(new Consent(Optional.of("5f2c"), "5f2c").ask()).doesNotContain(OTHER);
    }
}
