package dev.kirooperator.guard;

import java.util.Optional;
import java.util.function.IntSupplier;

/** The guards of this installation, as its configuration sets them. */
public record Guards(
        ProtectedNames protectedNames, Tenancy tenancy, GroupOwnership ownership, RemovalBrake removalBrake) {

    private static final IntSupplier UNCOUNTED = () -> 0;

    /** The first guard that holds the request back, whatever the number of seats. */
    public Optional<Verdict> check(TenancyRequest request) {
        return check(request, UNCOUNTED);
    }

    /**
     * The first guard that holds the request back; checked before anything is written to AWS.
     *
     * @param seats how many seats the object and the older ones of its namespace ask for
     */
    public Optional<Verdict> check(TenancyRequest request, IntSupplier seats) {
        return request.groupName().flatMap(protectedNames::check).or(() -> tenancy.check(request, seats));
    }

    /** The same for a group of which only the id is known: a rule about names says nothing of it, and so does not allow it. */
    public Optional<Verdict> checkNameless(TenancyRequest request, IntSupplier seats) {
        return check(request, seats).or(() -> tenancy.checkNameless(request, seats));
    }

    /** The same, whatever the number of seats. */
    public Optional<Verdict> checkNameless(TenancyRequest request) {
        return checkNameless(request, UNCOUNTED);
    }
}
