package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.io.Serial;
import java.util.Objects;

/** The control plane could not be found, built or started; the message is for the user and says what to do. */
public sealed class ControlPlaneException extends IOException permits PortLostException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ControlPlaneException(String message) {
        super(message);
    }

    public ControlPlaneException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
