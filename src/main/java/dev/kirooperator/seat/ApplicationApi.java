package dev.kirooperator.seat;

import dev.kirooperator.aws.Pages;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.Application;
import software.amazon.awssdk.services.ssoadmin.model.ApplicationAssignment;

/** Reads around the Identity Center application that a Kiro profile makes: its ARN, and who is assigned to it. */
final class ApplicationApi {

    private static final int PAGE = 100;

    private final Supplier<SsoAdminClient> ssoAdmin;
    private final Supplier<String> instanceArn;
    private final String kiroRegion;

    ApplicationApi(Supplier<SsoAdminClient> ssoAdmin, Supplier<String> instanceArn, String kiroRegion) {
        this.ssoAdmin = ssoAdmin;
        this.instanceArn = instanceArn;
        this.kiroRegion = kiroRegion;
    }

    /** The application that has the name which Kiro gives to a profile's application; empty when there is none. */
    Optional<String> fromName() {
        String instance = instanceArn.get();
        return Pages.readAll("ListApplications", token -> {
                    var answer = ssoAdmin.get()
                            .listApplications(r ->
                                    r.instanceArn(instance).maxResults(PAGE).nextToken(token.orElse(null)));
                    return new Pages.Page<>(answer.applications(), answer.nextToken());
                })
                .stream()
                .filter(application -> application != null && isKiros(application.name()))
                .map(Application::applicationArn)
                .findFirst();
    }

    /** Ids of the groups that are assigned to the application, on whatever plan. */
    List<String> assignedGroups(String applicationArn) {
        return Pages.readAll("ListApplicationAssignments", token -> {
                    var answer = ssoAdmin.get()
                            .listApplicationAssignments(r -> r.applicationArn(applicationArn)
                                    .maxResults(PAGE)
                                    .nextToken(token.orElse(null)));
                    return new Pages.Page<>(answer.applicationAssignments(), answer.nextToken());
                })
                .stream()
                .filter(assignment -> assignment != null && "GROUP".equals(assignment.principalTypeAsString()))
                .map(ApplicationAssignment::principalId)
                .toList();
    }

    private boolean isKiros(String name) {
        return name != null && (name.equals("KiroProfile-" + kiroRegion) || name.startsWith("QDevProfile"));
    }
}
