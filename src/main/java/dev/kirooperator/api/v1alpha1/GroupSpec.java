package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The Identity Center group of a team. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupSpec(
        @JsonPropertyDescription("Display name of the Identity Center group, without white space at either end. When "
                + "absent, it is the metadata.name of this object. A change renames the group in place and "
                + "keeps its id. The names Administrator and AWSAdministrators are reserved by AWS.")
        @Size(min = 1, max = 256)
        @Pattern(Patterns.NAME)
        @ValidationRule(
                value = "!(self.lowerAscii() in ['administrator', 'awsadministrators'])",
                message = "this group name is reserved by AWS")
        @Nullable
        String displayName,

        @JsonPropertyDescription(
                "What the group is for, as it is shown in the AWS console. The operator adds its mark of "
                        + "ownership behind it.")
        @Size(max = 500)
        @Pattern(Patterns.TEXT)
        @Nullable
        String description,

        @JsonPropertyDescription("Take over a group of this name that this operator did not create. When false, such a "
                + "group is left alone and the team has the reason AlreadyExists.")
        @Default("false")
        @Nullable
        Boolean adopt) {}
