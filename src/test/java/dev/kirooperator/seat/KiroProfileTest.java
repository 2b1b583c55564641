package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.aws.generated.kiroprofiles.model.Profile;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.document.Document;

class KiroProfileTest {

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, ACTIVE",
        "CREATING, CREATING",
        "CREATE_FAILED, BROKEN",
        "UPDATING, ACTIVE",
        "UPDATE_FAILED, ACTIVE",
        "DELETING, DELETING",
        "DELETE_FAILED, BROKEN",
        "A_WORD_OF_TOMORROW, ACTIVE",
        ", ACTIVE",
    })
    void everyWordForItsStateIsUnderstood(String word, KiroProfile.Status status) {
        assertThat(KiroProfile.of(Profile.builder().status(word).build()).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"ENABLED, true", "DISABLED, false", "SOMETIMES, false"})
    void overageIsWhatTheProfileSays(String word, boolean enabled) {
        Profile profile = Profile.builder()
                .optInFeatures(features -> features.overageConfiguration(overage -> overage.overageStatus(word)))
                .build();

        assertThat(KiroProfile.of(profile).overage()).isEqualTo(enabled);
    }

    static Stream<Arguments> details() {
        return Stream.of(
                Arguments.of(Document.fromString("no such key"), Optional.of("no such key")),
                Arguments.of(
                        Document.fromMap(Map.of("message", Document.fromString("no such key"))),
                        Optional.of("no such key")),
                Arguments.of(Document.fromNumber(7), Optional.of("7")),
                Arguments.of(Document.fromNull(), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("details")
    void errorDetailsMayHaveAnyForm(Document details, Optional<String> error) {
        assertThat(KiroProfile.of(Profile.builder().errorDetails(details).build())
                        .error())
                .isEqualTo(error);
    }

    @Test
    void aProfileThatTellsNothingIsUsableAndAnybodys() {
        KiroProfile bare = KiroProfile.of(Profile.builder().build());

        assertThat(bare.isActive()).isTrue();
        assertThat(bare.isOf("arn:aws:sso:::instance/ssoins-1")).isTrue();
        assertThat(bare.overage()).isFalse();
        assertThat(bare.applicationArn()).isEmpty();
        assertThat(bare.error()).isEmpty();
    }

    @Test
    void aProfileBelongsToTheInstanceThatItNames() {
        KiroProfile profile = KiroProfile.of(Profile.builder()
                .identityDetails(details -> details.ssoIdentityDetails(sso -> sso.instanceArn("arn-1")))
                .applicationProperties(application -> application.applicationArn("app-1"))
                .build());

        assertThat(profile.isOf("arn-1")).isTrue();
        assertThat(profile.isOf("arn-2")).isFalse();
        assertThat(profile.applicationArn()).contains("app-1");
    }
}
