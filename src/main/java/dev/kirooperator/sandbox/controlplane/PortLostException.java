package dev.kirooperator.sandbox.controlplane;

import java.io.Serial;

/** Another program took a port between its choice and its use; another try with other ports helps. */
final class PortLostException extends ControlPlaneException {

    @Serial
    private static final long serialVersionUID = 1L;

    PortLostException(String message) {
        super(message);
    }
}
