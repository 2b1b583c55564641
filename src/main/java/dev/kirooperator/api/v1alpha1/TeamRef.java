package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A team that a member belongs to. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TeamRef(
        @JsonPropertyDescription("Name of the KiroTeam that the person belongs to.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String name,

        @JsonPropertyDescription("Namespace of the KiroTeam. When absent or empty, it is the member's own. A team in "
                + "another namespace must let this one's members join, with its spec.allowedNamespaces.")
        @Size(max = 63)
        @Pattern("^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$")
        @Nullable
        String namespace) {}
