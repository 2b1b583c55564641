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
@ValidationRule(
        value = "has(self.userName) || size(self.email) <= 128",
        message = "userName is required when email is longer than 128 characters, for it is the user name otherwise")
public record KiroMemberSpec(
        @JsonPropertyDescription("Name that the user signs in with, without white space. When absent, it is the e-mail "
                + "address. A change renames the user in place and keeps its id. The names Administrator "
                + "and AWSAdministrators are reserved by AWS.")
        @Size(min = 1, max = 128)
        @Pattern(Patterns.USER_NAME)
        @ValidationRule(
                value = "!(self.lowerAscii() in ['administrator', 'awsadministrators'])",
                message = "this user name is reserved by AWS")
        @Nullable
        String userName,

        @JsonPropertyDescription("E-mail address of the person. Kiro's and Identity Center's mails go there.")
        @Required
        @Size(min = 3, max = 254)
        @Pattern(Patterns.EMAIL)
        @ValidationRule(
                value = "self.indexOf('@') <= 64",
                message = "an e-mail address has at most 64 characters before the @")
        String email,

        @JsonPropertyDescription("Given name of the person. It is needed when the user does not exist at AWS yet.")
        @Size(min = 1, max = 256)
        @Pattern(Patterns.NAME)
        @Nullable
        String givenName,

        @JsonPropertyDescription("Family name of the person. It is needed when the user does not exist at AWS yet.")
        @Size(min = 1, max = 256)
        @Pattern(Patterns.NAME)
        @Nullable
        String familyName,

        @JsonPropertyDescription(
                "Name that Identity Center shows for the person. When absent, it is the given name and "
                        + "the family name.")
        @Size(min = 1, max = 256)
        @Pattern(Patterns.NAME)
        @Nullable
        String displayName,

        @JsonPropertyDescription(
                "Teams that the person belongs to, each named once. It may be absent: then the person has "
                        + "an individual seat, or is just a user.")
        @Size(max = 32)
        @ValidationRule(
                value = "self.all(a, self.exists_one(b, a.name == b.name && "
                        + "((has(a.__namespace__) && a.__namespace__ != '') "
                        + "? (has(b.__namespace__) && a.__namespace__ == b.__namespace__) "
                        + ": (!has(b.__namespace__) || b.__namespace__ == ''))))",
                message = "teams must name each team once")
        @Nullable
        List<TeamRef> teams,

        @JsonPropertyDescription("Individual Kiro plan of the person, beside the plans of the teams. When absent, the "
                + "person has the seats of the teams only.")
        @Nullable
        MemberSubscription subscription,

        @JsonPropertyDescription(
                "Own a user that exists at AWS already: write its attributes. It is not deleted with this "
                        + "object, whatever the deletion policy is. When false, such a user is only referenced: it joins the teams "
                        + "and gets its seat, and is otherwise left as it is. One object at most can own a user.")
        @Default("false")
        @Nullable
        Boolean adopt,

        @JsonPropertyDescription(
                "Whether the person gets a mail with a link to set a password. Email: Identity Center sends it once, for "
                        + "a user that this operator created; see status.invitation, and the annotation "
                        + "kiro-operator.dev/resend-invitation for another one. None: nothing is sent, and the person asks "
                        + "for a one-time code at the first sign-in, where Identity Center is set up for it.")
        @Default("None")
        @Nullable
        Invitation invitation,

        @JsonPropertyDescription(
                "When the person leaves the teams and gives the seat back, as an RFC 3339 time such as "
                        + "2027-03-31T00:00:00Z. When absent, there is no end. A time in the past has that effect "
                        + "at once.")
        @Size(max = 35)
        @Pattern("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-](0\\d|1[0-4]):[0-5]\\d)$")
        @Nullable
        String expiresAt,

        @JsonPropertyDescription(
                "What becomes of the Identity Center user when this object is deleted. Retain keeps it. "
                        + "Delete deletes it, if it was created for this object (status.user.origin is Created) and no "
                        + "other KiroMember stands for it; else it stays, and the Event UserKept says why. An adopted user "
                        + "is never deleted. The right to delete one is not handed over: once the object that it was "
                        + "created for is gone, no other one deletes it. Either way the person leaves the groups and gives the seats "
                        + "back. In the group of a team that is suspended or only observed the person, and so the user, "
                        + "stays, and an Event LeftBehind says so; the individual seat is given back all the same.")
        @Default("Retain")
        @Nullable
        DeletionPolicy deletionPolicy) {}
