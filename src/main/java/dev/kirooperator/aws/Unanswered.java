package dev.kirooperator.aws;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Tells that an operation is not served at an endpoint: nobody is there, or whoever is there does not know it. */
public final class Unanswered {

    private static final int NOT_FOUND = 404;

    private Unanswered() {}

    /**
     * Whether the call surely had no effect because its host cannot be found or connected to, or because the operation is not known
     * there. A refusal for any other reason is an answer, and a lost answer is not known to be without effect.
     */
    public static boolean by(AwsException thrown) {
        AwsCall call = thrown.failure().call();
        if (call.errorCode().isPresent()) {
            String code = call.errorCode().get();
            return code.equals("UnknownOperationException") || code.equals("UnknownOperation");
        }
        if (thrown.getCause() instanceof AwsServiceException answer) {
            return answer.statusCode() == NOT_FOUND;
        }
        return neverConnected(thrown);
    }

    private static boolean neverConnected(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException
                    || cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || (cause instanceof SocketTimeoutException && isConnectTimeout(cause))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConnectTimeout(Throwable timeout) {
        return String.valueOf(timeout.getMessage()).contains("onnect");
    }
}
