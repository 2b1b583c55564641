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
        @JsonPropertyDescription(
                "Exclusive: the manifests are the whole truth, who is in the group without a KiroMember is "
                        + "removed. Additive: others are never removed.")
        @Default("Exclusive")
        @Nullable
        MembershipPolicy policy,

        @JsonPropertyDescription(
                "Seats this team may use. Members beyond it wait, oldest first; nobody who is in is thrown out "
                        + "by lowering it. No limit when absent.")
        @Min(0)
        @Max(100000)
        @Nullable
        Integer maxMembers) {}
