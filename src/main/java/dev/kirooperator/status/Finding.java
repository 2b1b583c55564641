package dev.kirooperator.status;

import dev.kirooperator.api.v1alpha1.Reason;

/**
 * What is true of one aspect of an object.
 *
 * @param message for the condition; may hold what AWS said
 * @param note for an Event and the log; holds no personal data
 * @param warning whether an Event about it is a warning even where nobody has to do something
 */
public record Finding(Kind kind, Reason reason, String message, String note, boolean warning) {

    /** What a finding means for {@code Ready}, from the best to the worst. */
    public enum Kind {
        /** As specified. */
        DONE,
        /** Worth saying, and nothing that {@code Ready} waits for. */
        NOTICE,
        /** Not as specified, on purpose; nothing will happen by itself. */
        IDLE,
        /** Not yet as specified; the operator is at it. */
        PROGRESSING,
        /** Somebody has to do something. */
        STALLED
    }

    public static Finding done(Reason reason, String message) {
        return new Finding(Kind.DONE, reason, message, message, false);
    }

    public static Finding notice(Reason reason, String message) {
        return new Finding(Kind.NOTICE, reason, message, message, false);
    }

    public static Finding idle(Reason reason, String message) {
        return new Finding(Kind.IDLE, reason, message, message, false);
    }

    public static Finding progressing(Reason reason, String message) {
        return new Finding(Kind.PROGRESSING, reason, message, message, false);
    }

    public static Finding stalled(Reason reason, String message) {
        return new Finding(Kind.STALLED, reason, message, message, false);
    }

    /** The same, where the message changes more often than anybody wants an Event about it. */
    public static Finding stalled(Reason reason, String message, String note) {
        return new Finding(Kind.STALLED, reason, message, note, false);
    }

    /** A call to AWS failed; the kind says whether the operator goes on by itself. */
    public static Finding failed(Kind kind, Reason reason, String message, String note) {
        return new Finding(kind, reason, message, note, true);
    }

    public boolean isDone() {
        return kind == Kind.DONE;
    }
}
