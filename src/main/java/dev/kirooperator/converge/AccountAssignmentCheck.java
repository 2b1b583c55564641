package dev.kirooperator.converge;

/** Whether groups of an Identity Center may have account assignments. */
public enum AccountAssignmentCheck {
    /** They may: AWS is asked. */
    ASK,
    /** They cannot, as in an account instance: nobody is asked. */
    NONE
}
