package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionChoiceTest {

    private static final ObjectKey KEY = new ObjectKey("dev", "kiro");
    private static final NamedTeam MISSING = new NamedTeam(KEY, Optional.empty(), false, Optional.empty());

    private static NamedTeam team(String connection) {
        return new NamedTeam(
                KEY,
                Optional.of(TestingTeam.of("dev", "kiro").connection(connection).build()),
                true,
                Optional.empty());
    }

    private static Optional<String> choice(TestingMember member, NamedTeam... teams) {
        return ConnectionChoice.of(member.build(), List.of(teams));
    }

    private static TestingMember ada() {
        return TestingMember.of("dev", "ada");
    }

    @Test
    void theRecordedConnectionStays() {
        assertThat(choice(ada().recordedUser("u", "eu"), team("us"))).contains("eu");
        assertThat(choice(ada().recordedUser("u", "eu"))).contains("eu");
    }

    @Test
    void theFirstTeamThatExistsDecides() {
        assertThat(choice(ada(), MISSING, team("us"), team("eu"))).contains("us");
        assertThat(choice(ada().recordedUser("u", null), team("us"))).contains("us");
    }

    @Test
    void aMemberWithoutTeamsIsInTheDefaultConnection() {
        assertThat(choice(ada())).contains("default");
    }

    @Test
    void whileNoneOfTheTeamsExistsNothingIsKnown() {
        assertThat(choice(ada(), MISSING)).isEmpty();
    }
}
