package dev.kirooperator.sandbox.aws.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The applications of the instance and which principals are assigned to them. */
public final class Applications {
    /** One principal at one application. */
    public record Assigned(String applicationArn, Principal principal, long sequence) {}

    private record Key(String applicationArn, Principal principal) {}

    private final Ids ids;
    private final Map<String, Application> applications = new LinkedHashMap<>();
    private final Map<Key, Assigned> assigned = new LinkedHashMap<>();

    Applications(Ids ids) {
        this.ids = ids;
    }

    void add(Application application) {
        applications.put(application.arn(), application);
    }

    void remove(String arn) {
        applications.remove(arn);
        assigned.keySet().removeIf(key -> key.applicationArn().equals(arn));
    }

    /** Throws {@code ConflictException} when the principal is assigned already. */
    public void assign(String arn, Principal principal) {
        find(arn, principal).ifPresent(old -> {
            throw ApiException.conflict("The principal is assigned to this application already.");
        });
        assigned.put(new Key(arn, principal), new Assigned(arn, principal, ids.next()));
    }

    /** Answers whether there was such an assignment. */
    public boolean unassign(String arn, Principal principal) {
        return assigned.remove(new Key(arn, principal)) != null;
    }

    public Optional<Application> find(String arn) {
        return Optional.ofNullable(applications.get(arn));
    }

    public Optional<Assigned> find(String arn, Principal principal) {
        return Optional.ofNullable(assigned.get(new Key(arn, principal)));
    }

    public List<Application> all() {
        return List.copyOf(applications.values());
    }

    public List<Assigned> assigned() {
        return List.copyOf(assigned.values());
    }
}
