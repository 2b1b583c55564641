package dev.kirooperator.sandbox.aws.world;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** An AWS API call's failure: the error code the client sees, its text, and the further members of that error's shape. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** AWS's words for an account that may not do this; Kiro uses one text for several causes. */
    public static final String NOT_AUTHORIZED = "Your account is not authorized to make this call.";

    private final String code;
    private final int status;
    private final transient Map<String, Object> members;

    public ApiException(int status, String code, String message, Map<String, ?> members) {
        super(message);
        this.status = status;
        this.code = code;
        this.members = Collections.unmodifiableMap(new TreeMap<>(members));
    }

    public static ApiException validation(String message) {
        return new ApiException(400, "ValidationException", message, Map.of());
    }

    /** A {@code ValidationException} in the words AWS uses for a member that breaks its constraint. */
    public static ApiException constraint(String member, String constraint) {
        return validation(
                "1 validation error detected: Value at '" + member + "' failed to satisfy constraint: " + constraint);
    }

    public static ApiException notFound(String message, Map<String, ?> members) {
        return new ApiException(400, "ResourceNotFoundException", message, members);
    }

    /** An Identity Store {@code ResourceNotFoundException}; {@code type} is USER, GROUP, GROUP_MEMBERSHIP or IDENTITY_STORE. */
    public static ApiException missing(String type, String id) {
        return notFound(type + " not found.", Map.of("ResourceType", type, "ResourceId", id));
    }

    public static ApiException conflict(String message) {
        return new ApiException(400, "ConflictException", message, Map.of());
    }

    /** An Identity Store {@code ConflictException} over a value that somebody else has. */
    public static ApiException duplicate(String message) {
        return new ApiException(400, "ConflictException", message, Map.of("Reason", "UNIQUENESS_CONSTRAINT_VIOLATION"));
    }

    public static ApiException denied(String message) {
        return new ApiException(400, "AccessDeniedException", message, Map.of());
    }

    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** In the order of their names, so that an answer is the same at every start. */
    public Map<String, Object> members() {
        return members;
    }
}
