package dev.kirooperator.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.kirooperator.aws.generated.userpassword.model.PasswordMode;
import dev.kirooperator.aws.generated.userpassword.model.UpdatePasswordResponse;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What no code of ours does, for any root package so that each rule can be tried on a class that breaks it. */
final class CodingRules {

    private final String root;

    CodingRules(String root) {
        this.root = root;
    }

    List<ArchRule> rules() {
        return List.of(
                onlyPortsKnowTheAwsSdk(),
                noCycles(),
                noOldDates(),
                noReflection(),
                noMutableStatics(),
                noStandardStreams(),
                noPasswords(),
                noSleeping());
    }

    ArchRule onlyPortsKnowTheAwsSdk() {
        return ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages(below("aws"), below("directory"), below("seat"), below("launcher"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .because("AWS's types stop at the ports, so that the rest reads and tests without AWS");
    }

    ArchRule noCycles() {
        return SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    ArchRule noOldDates() {
        return ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Date.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Calendar.class)
                .because("java.time says which kind of time is meant");
    }

    ArchRule noReflection() {
        return ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect..")
                .because("what is called by reflection is seen by no compiler");
    }

    ArchRule noMutableStatics() {
        DescribedPredicate<JavaClass> atomic = JavaClass.Predicates.resideInAPackage("java.util.concurrent.atomic");
        return ArchRuleDefinition.fields()
                .that()
                .areStatic()
                .should()
                .beFinal()
                .andShould()
                .notHaveRawType(atomic)
                .because("state that belongs to no object is shared by tests and by controllers unseen");
    }

    ArchRule noStandardStreams() {
        return ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages(below("launcher"), below("sandbox"))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .because("the operator logs; only programs for a terminal print");
    }

    /** Identity Center can also answer with a password; it would end up in a status, a log or an Event. */
    ArchRule noPasswords() {
        return ArchRuleDefinition.noClasses()
                .should()
                .accessField(PasswordMode.class, "OTP")
                .orShould()
                .callMethod(UpdatePasswordResponse.class, "password")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Secret.class)
                .because("no password ever passes through the operator, let alone into Kubernetes");
    }

    ArchRule noSleeping() {
        return ArchRuleDefinition.noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .because("a sleep is too short or too long: wait for the condition");
    }

    private String below(String name) {
        return root + "." + name + "..";
    }
}
