package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member's Kiro seat, as AWS reports it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberSeatStatus(
        @JsonPropertyDescription("What is known of the seat. Unknown: AWS does not tell, or no seat was asked for. "
                + "Pending: subscribed, and free until the first sign-in. Active: in use, and paid for. "
                + "Cancelled: given back, and paid for until the end of the month.")
        @Nullable
        SeatState state,

        @JsonPropertyDescription(
                "The plan that the manifests ask for: the highest of the teams' plans and the individual " + "one.")
        @Nullable
        Plan plan,

        @JsonPropertyDescription(
                "Where the seat comes from. Individual: an assignment of the user. Group: an assignment "
                        + "of a group that the user is in. IndividualAndGroup: both, and the higher plan counts. "
                        + "Unknown: AWS does not tell.")
        @Nullable
        SeatOrigin source,

        @JsonPropertyDescription("The time since when the seat is in its state.") @Nullable
        String since,

        @JsonPropertyDescription(
                "The plan that is in force at AWS. It differs from plan while a lower plan waits for the "
                        + "next month.")
        @Nullable
        Plan effectivePlan,

        @JsonPropertyDescription(
                "The plan of the individual assignment that this object asked AWS for. The operator gives "
                        + "it back when the manifest no longer wants it.")
        @Nullable
        Plan individualPlan,

        @JsonPropertyDescription(
                "The last request about this person's individual assignment that the operator sent to AWS, "
                        + "whether or not AWS has acted on it.")
        @Nullable
        SeatRequestStatus lastRequest,

        @JsonPropertyDescription(
                "When AWS changes the seat by itself: a lower plan comes into force, or a cancelled seat "
                        + "ends and can be had again. Absent when nothing is due.")
        @Nullable
        String changesAt,

        @JsonPropertyDescription(
                "Seats that the same person has in other Kiro profiles. Each of them is paid for on its own.")
        @Nullable
        List<OtherSeatStatus> otherProfiles) {}
