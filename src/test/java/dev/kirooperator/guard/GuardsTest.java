package dev.kirooperator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuardsTest {

    private final Guards guards = new Guards(
            new ProtectedNames(List.of(Pattern.compile("admins"))),
            new Tenancy(List.of(new TenancyRule(
                    Namespaces.named("dev"),
                    Optional.empty(),
                    Set.of(),
                    Set.of(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    false))),
            new GroupOwnership(new OwnershipMarker("prod", true)),
            new RemovalBrake(5, 10));

    private static TenancyRequest request(String namespace, Optional<String> group) {
        return new TenancyRequest(namespace, "default", group, Optional.empty(), OptionalInt.empty(), false);
    }

    @Test
    void aProtectedNameIsRefusedInANamespaceWithARule() {
        assertThat(guards.check(request("dev", Optional.of("admins"))))
                .hasValueSatisfying(v -> assertThat(v.message()).contains("is protected"));
    }

    @Test
    void aNamespaceWithoutARuleIsRefusedWhateverItAsksFor() {
        assertThat(guards.check(request("prod", Optional.of("kiro")))).isPresent();
        assertThat(guards.check(request("prod", Optional.empty()))).isPresent();
    }

    @Test
    void theRestIsLetThrough() {
        assertThat(guards.check(request("dev", Optional.of("kiro")))).isEmpty();
        assertThat(guards.check(request("dev", Optional.empty()))).isEmpty();
    }
}
