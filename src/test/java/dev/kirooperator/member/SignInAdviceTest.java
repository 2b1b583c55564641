package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.member.SignInAdvice.Newcomer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignInAdviceTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private static String advice(
            Origin origin, Invitation invitation, ManagedBy managedBy, @Nullable Duration mailAge) {
        return SignInAdvice.of(new Newcomer(
                origin, managedBy, invitation, Optional.ofNullable(mailAge).map(NOW::minus), NOW));
    }

    /** The ways in: a link that lives, another mail, the one-time code, the password that the user has, an administrator. */
    @ParameterizedTest
    @CsvSource({
        "CREATED,  EMAIL, ,       code",
        "CREATED,  EMAIL, PT59M,  link mail",
        "CREATED,  EMAIL, PT60M,  mail",
        "CREATED,  EMAIL, P30D,   mail",
        "CREATED,  NONE,  ,       code",
        "CREATED,  NONE,  PT59M,  link",
        "CREATED,  NONE,  PT60M,  code",
        "ADOPTED,  EMAIL, ,       password mail code",
        "ADOPTED,  EMAIL, PT59M,  link mail",
        "ADOPTED,  EMAIL, PT60M,  mail",
        "ADOPTED,  NONE,  ,       password admin code",
        "ADOPTED,  NONE,  PT59M,  link",
        "ADOPTED,  NONE,  PT60M,  password admin code",
        "EXISTING, EMAIL, ,       password admin code",
        "EXISTING, EMAIL, PT59M,  link",
        "EXISTING, EMAIL, PT60M,  password admin code",
        "EXISTING, NONE,  ,       password admin code",
    })
    void thePersonIsToldEveryWayInAndNoneThatIsNotThere(
            Origin origin, Invitation invitation, @Nullable Duration mailAge, String ways) {
        String advice = advice(origin, invitation, ManagedBy.OPERATOR, mailAge);

        says(advice, "with the link in the mail that was sent at", ways.contains("link"));
        says(advice, "kiro-operator.dev/resend-invitation", ways.contains("mail"));
        says(
                advice,
                "\"Send email OTP for users created from API\" has to be on in Identity Center (Settings,",
                ways.contains("code"));
        says(advice, "may have a password", ways.contains("password"));
        says(advice, "Reset password", ways.contains("admin"));
        assertThat(advice).contains("the URL in status.signIn", "MFA").doesNotEndWith(".");
    }

    private static void says(String advice, String what, boolean isSaid) {
        assertThat(advice.contains(what)).as("\"%s\" says \"%s\"", advice, what).isEqualTo(isSaid);
    }

    @ParameterizedTest
    @EnumSource
    void whoHasAProviderSignsInThere(Origin origin) {
        for (Invitation invitation : Invitation.values()) {
            assertThat(advice(origin, invitation, ManagedBy.IDENTITY_PROVIDER, Duration.ofMinutes(1)))
                    .contains("the company's identity provider", "status.signIn")
                    .doesNotContain("password");
        }
    }
}
