package dev.kirooperator.sandbox.aws.service;

import dev.kirooperator.sandbox.aws.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All services of the stand-in on one world, found by the target of a request; so one port serves them all. */
public final class Services {
    private final Map<String, Service> byTarget;

    public Services(World world) {
        StoreScope store = new StoreScope(world);
        KiroScope kiro = new KiroScope(world);
        AssignmentsApi assignments = new AssignmentsApi(world, kiro);
        byTarget = List.of(
                        identityStore(store),
                        new SsoAdminApi(world).service(),
                        new StsApi(world).service(),
                        assignments.management(),
                        assignments.codewhisperer(),
                        new UserSubscriptionsApi(world, kiro).service(),
                        new ProfilesApi(world, kiro).service(),
                        new PasswordApi(world, store).service(),
                        new ServiceQuotasApi(world).service())
                .stream()
                .collect(Collectors.toUnmodifiableMap(Service::target, Function.identity()));
    }

    public Optional<Service> find(String target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    private static Service identityStore(StoreScope store) {
        Map<String, Operation> operations = new HashMap<>();
        operations.putAll(new UsersApi(store).operations());
        operations.putAll(new GroupsApi(store).operations());
        operations.putAll(new MembershipsApi(store).operations());
        operations.replaceAll(store::guarded);
        return Service.of("identitystore", "AWSIdentityStore", "identitystore", Dialect.IDENTITY_STORE, operations);
    }
}
