package dev.kirooperator.converge;

import static dev.kirooperator.testing.TestingIdentities.fedUser;
import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserFeed;
import dev.kirooperator.testing.TestingFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvisioningTest {

    private static UserFeed feed(int own, int provisioned) {
        List<User> users = new ArrayList<>();
        for (int i = 0; i < own; i++) {
            users.add(user("o" + i, "o" + i));
        }
        for (int i = 0; i < provisioned; i++) {
            users.add(fedUser("p" + i, "p" + i));
        }
        return TestingFeed.of(users);
    }

    @ParameterizedTest(name = "{0}, {1} own and {2} provisioned users: {3}")
    @CsvSource({
        "AUTO,              0, 0, operator",
        "AUTO,              3, 3, operator",
        "AUTO,              3, 4, https://idp.example.com",
        "AUTO,              0, 1, https://idp.example.com",
        "OPERATOR,          0, 9, operator",
        "IDENTITY_PROVIDER, 9, 0, of the company",
        "IDENTITY_PROVIDER, 9, 1, https://idp.example.com"
    })
    void whoCreatesUsersIsSaidOrSeenFromTheMajority(UserSource users, int own, int provisioned, String expected) {
        Provisioning provisioning = new Provisioning(users, ProvisionedMemberships.OWN_GROUPS);

        Optional<String> provider = provisioning.provider(feed(own, provisioned));
        assertThat(provider.orElse("operator")).isEqualTo(expected);
    }

    @Test
    void provisionedUsersJoinOwnGroupsUnlessTheConfigurationSaysNone() {
        assertThat(Provisioning.DEFAULT.mayJoinOwnGroups()).isTrue();
        assertThat(new Provisioning(UserSource.AUTO, ProvisionedMemberships.NONE).mayJoinOwnGroups())
                .isFalse();
    }
}
