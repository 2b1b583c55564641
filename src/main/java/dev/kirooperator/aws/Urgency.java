package dev.kirooperator.aws;

/**
 * In which order calls of one operation go out when they have to wait. Ending somebody's access comes before giving it: a join that is
 * late is a nuisance, a departure that is late is a risk.
 */
public enum Urgency {
    /** A further attempt of a call whose time is running. */
    RETRY,
    /** For an object that takes access away from somebody. */
    LEAVING,
    /** All else. */
    USUAL
}
