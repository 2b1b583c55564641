package dev.kirooperator.converge;

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
                        "The Kiro profile of connection \"" + connection.name()
                                + "\" takes its people straight from the identity provider "
                                + issuer
                                + " and not from IAM Identity Center. They live in Kiro's own directory, which this operator "
                                + "cannot read, so nothing is written. Subscribe them in the Kiro console; or connect Kiro to Identity "
                                + "Center; or set kiro.connections." + connection.name()
                                + ".kiro.seat-api=none to manage users and groups of "
                                + "Identity Center without seats (docs/identity-providers.md)"));
    }
}
