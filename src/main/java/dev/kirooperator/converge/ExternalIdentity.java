package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.status.Finding;
import java.util.Optional;

/** What is said of objects whose Kiro profile takes its people from elsewhere than Identity Center. */
public final class ExternalIdentity {

    private ExternalIdentity() {}

    /** Why nothing is written for an object of this connection; empty for an ordinary Kiro profile. */
    public static Optional<Finding> check(Connection connection) {
        return connection
                .externalProvider()
                .map(issuer -> Finding.stalled(
                        Reason.EXTERNAL_IDENTITY_PROVIDER,
                        profileOf(connection, issuer)
                                + ". They live in Kiro's own directory, which this operator "
                                + "cannot read, so nothing is written. Subscribe them in the Kiro console; or name the provider's group or "
                                + "user by the annotation " + Annotations.PRINCIPAL_ID
                                + "; or connect Kiro to Identity Center; or set kiro.connections." + connection.name()
                                + ".kiro.seat-api=none to manage users and groups of "
                                + "Identity Center without seats (docs/identity-providers.md)"));
    }

    /**
     * What is not converged of an object that names a principal of the provider's. {@code Ready} stays False: it promises what was read
     * back. Not stalled, since nobody has anything to do.
     *
     * @param rest what is not converged
     */
    public static Finding butForTheAssignment(Connection connection, String rest) {
        return Finding.idle(
                Reason.EXTERNAL_IDENTITY_PROVIDER,
                profileOf(connection, connection.externalProvider().orElse("that is not known any more"))
                        + ". Only the assignment to the principal in the annotation " + Annotations.PRINCIPAL_ID
                        + " is converged; " + rest
                        + " are the provider's, in a directory that this operator cannot read "
                        + "(docs/identity-providers.md)");
    }

    private static String profileOf(Connection connection, String issuer) {
        return "The Kiro profile of connection \"" + connection.name()
                + "\" takes its people straight from the identity provider " + issuer
                + " and not from IAM Identity Center";
    }
}
