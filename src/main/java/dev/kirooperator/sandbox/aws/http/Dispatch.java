package dev.kirooperator.sandbox.aws.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.control.ControlJson;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.sandbox.aws.control.Faults;
import dev.kirooperator.sandbox.aws.service.Caller;
import dev.kirooperator.sandbox.aws.service.Dialect;
import dev.kirooperator.sandbox.aws.service.Input;
import dev.kirooperator.sandbox.aws.service.Operation;
import dev.kirooperator.sandbox.aws.service.Service;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Sessions;
import dev.kirooperator.sandbox.aws.world.Settings;
import java.util.Map;
import java.util.Optional;

/** One request on its way: signature, operation, body, quota, fault, and at last the operation itself, in the order in which AWS looks at them. */
final class Dispatch {
    private static final Dialect ANY_DIALECT = new Dialect(
            false, "message", "com.amazon.coral.service#", "ThrottlingException", false, false, "InternalFailure");
    private static final String UNSIGNED_OPERATION = "AssumeRoleWithWebIdentity";

    private final Backend backend;
    private final Faults faults;
    private final AwsRequest request;
    private final String requestId;
    private final Optional<Service> service;
    private final Caller caller;
    private Optional<ObjectNode> input = Optional.empty();
    private Optional<Faults.Hit> hit = Optional.empty();

    Dispatch(Backend backend, Faults faults, AwsRequest request, String requestId) {
        this.backend = backend;
        this.faults = faults;
        this.request = request;
        this.requestId = requestId;
        service = backend.services().find(request.target());
        caller = request.signature().map(this::callerOf).orElse(new Caller("", "", ""));
    }

    Answer run() {
        Dialect dialect = service.map(Service::dialect).orElse(ANY_DIALECT);
        try {
            return Answer.success(request, dialect, result(dialect), requestId);
        } catch (ApiException error) {
            return Answer.error(request, dialect, error, requestId);
        } catch (RuntimeException broken) {
            String message = "The stand-in itself failed: " + broken;
            return Answer.error(request, dialect, failure(500, dialect.internal(), message), requestId);
        }
    }

    /** Empty as long as the body was not looked at. */
    Optional<ObjectNode> input() {
        return input;
    }

    Optional<Faults.Hit> hit() {
        return hit;
    }

    Caller caller() {
        return caller;
    }

    String serviceName() {
        return service.map(Service::name).orElse("unknown");
    }

    private ObjectNode result(Dialect dialect) {
        checkSignature();
        checkSession(dialect);
        Service found = service.orElseThrow(this::unknownOperation);
        Operation operation = Optional.ofNullable(found.operations().get(request.operation()))
                .filter(any -> found.available().test(backend.world().settings(), request.operation()))
                .orElseThrow(this::unknownOperation);
        ObjectNode members = request.input(dialect.query());
        input = Optional.of(members);
        checkQuota(dialect);
        hit = faults.take(found.name(), request.operation(), members);
        hit.ifPresent(one -> fail(one.fault(), dialect));
        Optional<ObjectNode> chosen = hit.map(Faults.Hit::fault)
                .filter(fault -> fault.kind() == Fault.Kind.ANSWER)
                .map(fault -> (ObjectNode) ControlJson.tree(fault.members()));
        if (chosen.isPresent()) {
            return chosen.get();
        }
        return backend.world().locked(() -> operation.answer(caller, new Input(members)));
    }

    private void checkSignature() {
        if (request.operation().equals(UNSIGNED_OPERATION)) {
            return;
        }
        Signature signature = request.signature()
                .orElseThrow(() -> failure(403, "MissingAuthenticationTokenException", "Missing Authentication Token"));
        service.filter(found -> !found.signingName().equals(signature.service()))
                .ifPresent(found -> {
                    throw failure(
                            403,
                            "InvalidSignatureException",
                            "Credential should be scoped to correct service: '" + found.signingName() + "', not '"
                                    + signature.service() + "'.");
                });
    }

    private void checkSession(Dialect dialect) {
        boolean expired = session(caller.accessKeyId())
                .filter(session -> !session.expiration().isAfter(backend.world().now()))
                .isPresent();
        if (expired) {
            String message = "The security token included in the request is expired";
            throw dialect.query()
                    ? failure(403, "ExpiredToken", message)
                    : failure(400, "ExpiredTokenException", message);
        }
    }

    private Optional<Sessions.Session> session(String accessKeyId) {
        return backend.world().locked(() -> backend.world().sessions().find(accessKeyId));
    }

    private void checkQuota(Dialect dialect) {
        Settings settings = backend.world().settings();
        String api = serviceName() + ":" + request.operation();
        if (settings.quota() && !dialect.query() && !backend.quota().tryAcquire(api, settings.quotaRate())) {
            throw throttled(dialect, "Rate exceeded", Map.of("RetryAfterSeconds", 1));
        }
    }

    private static void fail(Fault fault, Dialect dialect) {
        switch (fault.kind()) {
            case THROTTLE -> throw throttled(dialect, fault.message(), fault.members());
            case ERROR -> throw new ApiException(fault.status(), fault.type(), fault.message(), fault.members());
            case INTERNAL -> throw failure(500, dialect.internal(), fault.message());
            case TIMEOUT -> throw failure(503, dialect.internal(), "Held by a fault.");
            case SLOW, LOST_ANSWER, ANSWER -> {}
        }
    }

    private static ApiException throttled(Dialect dialect, String message, Map<String, Object> members) {
        return new ApiException(400, dialect.throttled(), message, dialect.retryAfter() ? members : Map.of());
    }

    private ApiException unknownOperation() {
        return failure(
                400,
                "UnknownOperationException",
                "The stand-in has no operation '" + request.target() + "." + request.operation()
                        + "'; it takes a POST with an X-Amz-Target and a content type application/x-amz-json-1.0 or -1.1, or a form.");
    }

    private static ApiException failure(int status, String code, String message) {
        return new ApiException(status, code, message, Map.of());
    }

    private Caller callerOf(Signature signature) {
        String arn = session(signature.accessKeyId())
                .map(Sessions.Session::arn)
                .orElse("arn:aws:iam::" + backend.world().account() + ":user/" + signature.accessKeyId());
        return new Caller(signature.accessKeyId(), arn, signature.region());
    }
}
