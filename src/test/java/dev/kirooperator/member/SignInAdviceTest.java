package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInAdviceTest {

    @ParameterizedTest
    @CsvSource({
        "NONE,  OPERATOR,          ,                     Send email OTP for users created from API",
        "NONE,  OPERATOR,          2026-11-25T12:00:00Z, the mail that was sent at 2026-11-25T12:00:00Z",
        "EMAIL, OPERATOR,          2026-11-25T12:00:00Z, the mail that was sent at 2026-11-25T12:00:00Z",
        "EMAIL, OPERATOR,          2026-11-25T12:00:00Z, kiro-operator.dev/resend-invitation",
        "EMAIL, OPERATOR,          ,                     the condition Invited",
        "NONE,  IDENTITY_PROVIDER, ,                     identity provider",
        "EMAIL, IDENTITY_PROVIDER, 2026-11-25T12:00:00Z, identity provider"
    })
    void theSentenceSaysHowThisPersonGetsIn(
            Invitation invitation, ManagedBy managedBy, @Nullable Instant sentAt, String expected) {
        assertThat(SignInAdvice.of(invitation, managedBy, Optional.ofNullable(sentAt)))
                .contains(expected)
                .doesNotEndWith(".");
    }
}
