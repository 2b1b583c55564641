package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The seats of the users in a team's group, as AWS reports them. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeatCounts(
        @JsonPropertyDescription("Number of seats in use, which are paid for.") @Nullable
        Integer active,

        @JsonPropertyDescription("Number of seats that wait for the person's first sign-in, which are free.") @Nullable
        Integer pending,

        @JsonPropertyDescription("Number of seats given back this month, which are paid for until its end.") @Nullable
        Integer cancelled,

        @JsonPropertyDescription("Number of these seats that another team pays for, because their users are in that "
                + "team too and its plan is higher, or is as high and the team is older.")
        @Nullable
        Integer redundant,

        @JsonPropertyDescription("Ids of users who have left the group and are in no other team. Their seats stay on "
                + "this team's account until AWS shows them no more.")
        @Nullable
        List<String> left) {}
