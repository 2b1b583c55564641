package dev.kirooperator.aws;

/**
 * In which order objects get their turn, and calls of one operation go out, when they have to wait. Ending somebody's access comes before giving it: a join that is
 * late is a nuisance, a departure that is late is a risk.
 */
public enum Urgency {
    /** A further attempt of a call whose time is running. */
    RETRY,
    /** For an object that takes access away from somebody. */
    LEAVING,
    /** For an object that somebody has changed: a person waits for it. */
    CHANGED,
    /** All else: objects that are new, of which there may be thousands, and regular looks. */
    USUAL
}
