package dev.kirooperator.aws;

import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;
import software.amazon.awssdk.services.ssoadmin.model.ListInstancesResponse;

/** {@code ListInstances} of one Region, to its end. */
final class InstanceListing {

    static final String OPERATION = "ListInstances";

    private static final int PAGE = 100;

    private InstanceListing() {}

    static List<InstanceMetadata> read(Supplier<SsoAdminClient> client) {
        return Pages.readAll(OPERATION, token -> {
            ListInstancesResponse page = client.get()
                    .listInstances(
                            request -> request.nextToken(token.orElse(null)).maxResults(PAGE));
            return new Pages.Page<>(page.instances(), page.nextToken());
        });
    }

    /** Whether the Region has an instance; one page tells. */
    static boolean isNotEmpty(SsoAdminClient client) {
        return !AwsCalls.call(
                        OPERATION,
                        () -> client.listInstances(
                                request -> request.maxResults(PAGE).overrideConfiguration(Regions::briefly)))
                .instances()
                .isEmpty();
    }
}
