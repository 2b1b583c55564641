package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionsTest {

    private static final List<String> THREE = List.of("r-1", "r-2", "r-3");

    private Instant now = Instant.EPOCH;
    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "us-east-1, 16, eu-central-1",
        "eu-central-2, 17, us-east-1",
        "us-gov-west-1, 1, us-gov-east-1",
    })
    void anInstanceIsLookedForInTheOtherRegionsOfThePartition(String region, int count, String first) {
        assertThat(Regions.ofInstancesBut(region))
                .hasSize(count)
                .doesNotContain(region)
                .startsWith(first)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"us-east-1, eu-central-1", "eu-central-1, us-east-1", "us-gov-east-1, us-gov-west-1"})
    void aProfileIsLookedForInTheOtherProfileRegion(String region, String other) {
        assertThat(Regions.ofProfilesBut(region)).containsExactly(other);
    }

    @Test
    void thereIsNowhereElseToLookInChina() {
        assertThat(Regions.ofInstancesBut("cn-north-1")).isEmpty();
        assertThat(Regions.ofProfilesBut("cn-north-1")).isEmpty();
    }

    @Test
    void theFirstRegionThatHasItEndsTheSearch() {
        assertThat(search("r-2")).contains("r-2");
        assertThat(asked).containsExactly("r-1", "r-2");
    }

    @Test
    void aRegionThatFailsIsPassedOver() {
        assertThat(Regions.search(THREE, this::failsInTheFirst, () -> now)).contains("r-2");
    }

    @Test
    void nothingAnywhereIsNothing() {
        assertThat(search("r-9")).isEmpty();
        assertThat(asked).isEqualTo(THREE);
    }

    @Test
    void regionsThatAreSlowEndTheSearch() {
        assertThat(Regions.search(THREE, this::takesTenSeconds, () -> now)).isEmpty();
        assertThat(asked).containsExactly("r-1", "r-2");
    }

    private Optional<String> search(String wanted) {
        return Regions.search(
                THREE,
                region -> {
                    asked.add(region);
                    return region.equals(wanted);
                },
                () -> now);
    }

    private boolean failsInTheFirst(String region) {
        if (region.equals("r-1")) {
            throw new AwsException(
                    new AwsFailure.Denied(new AwsCall("ListInstances", Optional.empty(), "no", Optional.empty())));
        }
        return true;
    }

    private boolean takesTenSeconds(String region) {
        asked.add(region);
        now = now.plusSeconds(10);
        return false;
    }
}
