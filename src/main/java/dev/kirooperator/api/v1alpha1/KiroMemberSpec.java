package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member is to be. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KiroMemberSpec(
        @JsonPropertyDescription(
                "Identity Center user name; the e-mail address when absent. A change renames the user in place "
                        + "and keeps its id. At most 128 characters without white space.")
        @Size(min = 1, max = 128)
        @Pattern("^[^\\s]+$")
        @ValidationRule(
                value = "!(self in ['Administrator', 'AWSAdministrators'])",
                message = "this user name is reserved by AWS")
        @Nullable
        String userName,

        @JsonPropertyDescription("E-mail address; the invitation goes there.")
        @Required
        @Size(min = 3, max = 254)
        @Pattern("^[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+$")
        String email,

        @JsonPropertyDescription("Given name; needed when the user does not exist yet.")
        @Size(min = 1, max = 256)
        @Pattern("^\\S(.*\\S)?$")
        @Nullable
        String givenName,

        @JsonPropertyDescription("Family name; needed when the user does not exist yet.")
        @Size(min = 1, max = 256)
        @Pattern("^\\S(.*\\S)?$")
        @Nullable
        String familyName,

        @JsonPropertyDescription("Name shown in Identity Center; given and family name when absent.")
        @Size(min = 1, max = 256)
        @Pattern("^\\S(.*\\S)?$")
        @Nullable
        String displayName,

        @JsonPropertyDescription(
                "Teams that this person belongs to; may be absent (an individual seat, or just the user).")
        @Size(max = 32)
        @Nullable
        List<TeamRef> teams,

        @JsonPropertyDescription("Individual seat above the teams' plans.") @Nullable
        MemberSubscription subscription,

        @JsonPropertyDescription(
                "Own a user that exists already: write its attributes, and delete it by the deletion policy. "
                        + "Without it such a user is only referenced.")
        @Default("false")
        @Nullable
        Boolean adopt,

        @JsonPropertyDescription("Email sends Identity Center's set-password mail once.") @Default("None") @Nullable
        Invitation invitation,

        @JsonPropertyDescription("Time at which this person leaves the teams and gives the seat back; RFC 3339.")
        @Nullable
        String expiresAt,

        @JsonPropertyDescription(
                "When this object is deleted: Retain leaves the groups, gives the seats back and keeps the user; "
                        + "Delete deletes the user too, if this operator owns it.")
        @Default("Retain")
        @Nullable
        DeletionPolicy deletionPolicy) {}
