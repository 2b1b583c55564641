package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds {@code docs/iam} to {@link AwsOperation}. With {@code -Diam.update=true} it writes the files instead: see {@code hack/update-iam}. */
class IamDriftTest {

    private static final Path FOLDER = Path.of("docs/iam");

    private final Map<String, String> expected = new IamFiles().texts();

    @Test
    void theCheckedInFilesAreThoseOfTheList() throws IOException {
        if (Boolean.getBoolean("iam.update")) {
            for (Map.Entry<String, String> file : expected.entrySet()) {
                Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
            }
        }
        assertThat(checkedIn())
                .as("docs/iam differs from AwsOperation: run hack/update-iam and commit the result")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"read-only.json", "group-only.json", "full.json", "create-instance.json", "create-profile.json"})
    void noMinimalPolicyHasAWildcardAction(String file) {
        assertThat(expected.get(file)).isNotNull().doesNotContain(":*\"", "\"Action\" : \"*\"");
    }

    @Test
    void aReaderMayOnlyRead() {
        assertThat(expected.get("read-only.json"))
                .isNotNull()
                .doesNotContain(":Create", ":Update", ":Delete", ":Put", "CreateServiceLinkedRole");
    }

    @Test
    void whoManagesGroupsWritesNothingOfKiro() {
        assertThat(expected.get("group-only.json"))
                .isNotNull()
                .contains("identitystore:CreateGroupMembership")
                .doesNotContain("\"q:", "CreateClaim", "CreateProfile", "CreateApplicationAssignment");
    }

    @Test
    void fullMakesNeitherInstanceNorProfile() {
        assertThat(expected.get("full.json"))
                .isNotNull()
                .contains("q:CreateAssignment")
                .doesNotContain(
                        "CreateInstance", "CreateProfile", "CreateServiceLinkedRole", "sso:CreateApplication\"");
    }

    @ParameterizedTest
    @CsvSource({
        "trust-irsa.json, sts:AssumeRoleWithWebIdentity, :sub",
        "trust-pod-identity.json, sts:TagSession, pods.eks.amazonaws.com",
        "trust-cross-account.json, sts:AssumeRole, sts:ExternalId"
    })
    void aTrustPolicyNamesWhoMayAssumeTheRole(String file, String action, String says) throws IOException {
        JsonNode policy = new ObjectMapper().readTree(FOLDER.resolve(file).toFile());

        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(policy.path("Statement")).hasSize(1).allSatisfy(statement -> {
            assertThat(statement.path("Principal").isObject()).isTrue();
            assertThat(statement.path("Principal").toString()).doesNotContain("*");
            assertThat(statement.path("Condition").isObject()).isTrue();
            assertThat(statement.toString()).contains(action, says);
        });
    }

    private static Map<String, String> checkedIn() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("README.md") && !name.startsWith("trust-")) {
                    texts.put(name, Files.readString(file));
                }
            }
        }
        return texts;
    }
}
