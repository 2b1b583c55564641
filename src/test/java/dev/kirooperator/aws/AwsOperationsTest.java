package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of operations is what the code calls, no more and no less. */
class AwsOperationsTest {

    /** What SDK clients have beside operations. */
    private static final Set<String> NO_OPERATIONS = Set.of("Builder", "Close", "Create", "ServiceName");

    private static final Pattern CLIENT = Pattern.compile(
            "(software\\.amazon\\.awssdk\\.services|dev\\.kirooperator\\.aws\\.generated)\\.\\w+\\.\\w+Client");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/aws/generated/"))
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.kirooperator");

    @Test
    void theListHasWhatIsCalledAndNothingElse() {
        Set<String> called = OURS.stream()
                .flatMap(type -> Stream.<JavaCodeUnitAccess<?>>concat(
                        type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream()))
                .filter(access ->
                        CLIENT.matcher(access.getTargetOwner().getName()).matches())
                .map(access -> access.getTarget().getName())
                .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .filter(name -> !NO_OPERATIONS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        called.add(calledByTheSdkForRoleArn());

        assertThat(Arrays.stream(AwsOperation.values()).map(AwsOperation::label))
                .containsExactlyInAnyOrderElementsOf(called);
    }

    private static String calledByTheSdkForRoleArn() {
        return "AssumeRole";
    }

    @ParameterizedTest
    @EnumSource
    void whatLooksIsARead(AwsOperation operation) {
        boolean looks = Stream.of("List", "Describe", "Get", "AssumeRole")
                .anyMatch(prefix -> operation.label().startsWith(prefix));

        assertThat(operation.isWrite()).isNotEqualTo(looks);
        assertThat(AwsOperation.named(operation.label())).contains(operation);
    }

    @ParameterizedTest
    @EnumSource
    void aReadNeedsNoActionThatWrites(AwsOperation operation) {
        assertThat(operation.actions())
                .filteredOn(action -> !operation.isWrite() && operation.use() != AwsOperation.Use.ROLE)
                .allMatch(action -> action.name().matches("[a-z-]+:(List|Describe|Get)\\w+"));
    }

    @Test
    void whatIsNotCalledIsNotInTheList() {
        assertThat(AwsOperation.named("DeleteInstance")).isEmpty();
    }
}
