package dev.kirooperator.sandbox.aws.control;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Something that shall go wrong.
 *
 * @param operation which calls: {@code identitystore:CreateUser}, {@code *:List*}, {@code DeleteAssignment}, {@code *}
 * @param kind what happens
 * @param times how many calls it hits, {@link #ALWAYS} for all until it is cleared
 * @param skip how many matching calls pass before
 * @param page hits only the request for this page of a list, counted from 1; 0 for any
 * @param containing hits only requests whose JSON contains this text; empty for any
 * @param status the HTTP status of an error
 * @param type the error code of an error
 * @param message the error's text
 * @param members further members of the error, as {@code RetryAfterSeconds}, or those of the answer
 * @param hold how long an answer is held
 */
public record Fault(
        String operation,
        Kind kind,
        int times,
        int skip,
        int page,
        String containing,
        int status,
        String type,
        String message,
        Map<String, Object> members,
        Duration hold) {
    /** The value of {@code times} for a fault that stays. */
    public static final int ALWAYS = -1;

    /** Longer than any client waits; the thread that holds a call is free again, though the client may be gone. */
    private static final Duration USUAL_HOLD = Duration.ofMinutes(1);

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_.#:/-]+");

    /** What a fault does to a call. */
    public enum Kind {
        /** The service's own throttling error; nothing is done. */
        THROTTLE,
        /** An error of choice; nothing is done. */
        ERROR,
        /** HTTP 500 with the service's own internal error; nothing is done. */
        INTERNAL,
        /** Nothing is done and nothing answered; the connection is closed after the hold. */
        TIMEOUT,
        /** The call is done, and its answer held. */
        SLOW,
        /** The call is done, and the connection closed without an answer. */
        LOST_ANSWER,
        /** Nothing is done, and success answered, with a body of choice. */
        ANSWER
    }

    public Fault {
        members = Map.copyOf(members);
        if (times == 0 || times < ALWAYS) {
            throw new IllegalArgumentException("times must be at least 1, or -1 for always, not " + times + ".");
        }
        if (kind == Kind.ERROR) {
            checkError(status, type);
        }
        if (skip < 0 || page < 0 || hold.isNegative()) {
            throw new IllegalArgumentException("skip, page and hold must not be negative.");
        }
    }

    private static void checkError(int status, String type) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be that of an HTTP error, 400 to 599, not " + status + ".");
        }
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "type must be an error code such as ThrottlingException, with or without a namespace, not '" + type
                            + "'.");
        }
    }

    /** A throttled call; {@code retryAfterSeconds} goes into the error of services whose model has such a member. */
    public static Fault throttle(String operation, int retryAfterSeconds) {
        return of(operation, Kind.THROTTLE, 400, "", "Rate exceeded", Map.of("RetryAfterSeconds", retryAfterSeconds));
    }

    public static Fault error(String operation, int status, String type, String message) {
        return of(operation, Kind.ERROR, status, type, message, Map.of());
    }

    public static Fault internal(String operation) {
        return of(operation, Kind.INTERNAL, 500, "", "Internal error.", Map.of());
    }

    /** No answer for a minute, or until the fault is cleared. */
    public static Fault timeout(String operation) {
        return of(operation, Kind.TIMEOUT, 0, "", "", Map.of());
    }

    /** The call is done but its answer comes only after {@code hold}, or when the faults are cleared. */
    public static Fault slow(String operation, Duration hold) {
        return of(operation, Kind.SLOW, 0, "", "", Map.of()).holding(hold);
    }

    public static Fault lostAnswer(String operation) {
        return of(operation, Kind.LOST_ANSWER, 0, "", "", Map.of());
    }

    /** Success without any effect; the body has these members. */
    public static Fault answer(String operation, Map<String, Object> members) {
        return of(operation, Kind.ANSWER, 0, "", "", members);
    }

    private static Fault of(
            String operation, Kind kind, int status, String type, String message, Map<String, Object> members) {
        return new Fault(operation, kind, 1, 0, 0, "", status, type, message, members, USUAL_HOLD);
    }

    public Fault times(int newTimes) {
        return new Fault(operation, kind, newTimes, skip, page, containing, status, type, message, members, hold);
    }

    public Fault always() {
        return times(ALWAYS);
    }

    public Fault skipping(int newSkip) {
        return new Fault(operation, kind, times, newSkip, page, containing, status, type, message, members, hold);
    }

    public Fault onPage(int newPage) {
        return new Fault(operation, kind, times, skip, newPage, containing, status, type, message, members, hold);
    }

    public Fault containing(String text) {
        return new Fault(operation, kind, times, skip, page, text, status, type, message, members, hold);
    }

    public Fault withMembers(Map<String, Object> newMembers) {
        return new Fault(operation, kind, times, skip, page, containing, status, type, message, newMembers, hold);
    }

    public Fault holding(Duration newHold) {
        return new Fault(operation, kind, times, skip, page, containing, status, type, message, members, newHold);
    }
}
