package dev.kirooperator.guard;

import java.util.Optional;

/** The guards of this installation, as its configuration sets them. */
public record Guards(
        ProtectedNames protectedNames, Tenancy tenancy, GroupOwnership ownership, RemovalBrake removalBrake) {

    /** The first guard that holds the request back; checked before anything is written to AWS. */
    public Optional<Verdict> check(TenancyRequest request) {
        return request.groupName().flatMap(protectedNames::check).or(() -> tenancy.check(request));
    }

    /** The same for a group of which only the id is known: a rule about names says nothing of it, and so does not allow it. */
    public Optional<Verdict> checkNameless(TenancyRequest request) {
        return check(request).or(() -> tenancy.checkNameless(request));
    }
}
