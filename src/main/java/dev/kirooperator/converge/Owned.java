package dev.kirooperator.converge;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The groups or users that this process has itself seen to be an object's. It lets a group whose marker was removed by hand be
 * repaired without trusting the id in {@code status}, and keeps the origin of a user whose first status could not be written.
 */
public final class Owned {

    private final Map<String, String> idByObjectUid = new ConcurrentHashMap<>();

    public void remember(String objectUid, String id) {
        idByObjectUid.put(objectUid, id);
    }

    /** The id at AWS that belongs to the object with this {@code metadata.uid}. */
    public Optional<String> id(String objectUid) {
        return Optional.ofNullable(idByObjectUid.get(objectUid));
    }

    public void forget(String objectUid) {
        idByObjectUid.remove(objectUid);
    }
}
