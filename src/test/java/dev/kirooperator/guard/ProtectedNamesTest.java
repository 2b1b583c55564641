package dev.kirooperator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Reason;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectedNamesTest {

    private final ProtectedNames names =
            new ProtectedNames(List.of(Pattern.compile("(?i)admins?"), Pattern.compile("root-.*")));

    @ParameterizedTest
    @CsvSource({
        "AWSControlTowerAdmins, true",
        "awsControlTowerAdmins, true",
        "\uFF21\uFF37\uFF33foo, true",
        "AWS, true",
        "Admin, true",
        "ADMINS, true",
        "root-x, true",
        "administrator, true",
        "administrators, false",
        "my-root-x, false",
        "kiro_aws_group, false",
        "AW, false",
        "kiro_dev_group, false",
    })
    void groupsOfAwsAndOfTheAdministratorAreProtectedByTheirWholeName(String name, boolean isProtected) {
        assertThat(names.check(name).isPresent()).isEqualTo(isProtected);
    }

    @Test
    void theVerdictNamesTheGroupAndWhatToChange() {
        assertThat(new ProtectedNames(List.of()).check("AWSx")).hasValueSatisfying(verdict -> {
            assertThat(verdict.reason()).isEqualTo(Reason.TARGET_NOT_ALLOWED);
            assertThat(verdict.message()).contains("\"AWSx\"", "spec.group.displayName");
        });
    }
}
