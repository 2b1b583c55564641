package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What a user enters in Kiro's sign-in dialog. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignInStatus(
        @JsonPropertyDescription("Start URL of the organization, such as https://d-1234567890.awsapps.com/start.")
        @Nullable
        String url,

        @JsonPropertyDescription("AWS Region of the Identity Center instance, such as us-east-1.") @Nullable
        String region) {}
