package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Who may be in a team's group, and how many. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MembershipSpec(
        @JsonPropertyDescription("What the operator does about users in the group that no KiroMember stands for. "
                + "Exclusive: the manifests are the whole truth, and such users are removed. Additive: such "
                + "users stay.")
        @Default("Exclusive")
        @Nullable
        MembershipPolicy policy,

        @JsonPropertyDescription("How many members this team may have. Members beyond it wait with the reason "
                + "LimitReached, and the oldest join first. Lowering it throws nobody out. When absent, "
                + "there is no limit.")
        @Min(0)
        @Max(100000)
        @Nullable
        Integer maxMembers) {}
