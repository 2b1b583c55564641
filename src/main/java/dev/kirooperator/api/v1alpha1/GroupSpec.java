package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The Identity Center group of a team. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupSpec(
        @JsonPropertyDescription(
                "Display name of the Identity Center group; metadata.name when absent. A change renames the "
                        + "group in place and keeps its id. At most 256 characters, no white space at either end.")
        @Size(min = 1, max = 256)
        @Pattern("^\\S(.*\\S)?$")
        @Nullable
        String displayName,

        @JsonPropertyDescription(
                "What the group is for. The operator adds its ownership marker behind it. At most 500 " + "characters.")
        @Size(max = 500)
        @Nullable
        String description,

        @JsonPropertyDescription(
                "Take over a group of this name that this operator did not create. Without it such a group is "
                        + "left alone and the team says AlreadyExists.")
        @Default("false")
        @Nullable
        Boolean adopt) {}
