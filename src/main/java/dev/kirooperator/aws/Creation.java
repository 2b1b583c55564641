package dev.kirooperator.aws;

import java.util.List;

/**
 * What the operator makes at AWS where it is missing; nothing, unless the connection's configuration says so.
 *
 * @param instance whether an account instance of Identity Center is made
 * @param profile whether a Kiro profile is made
 * @param functionalities {@code activeFunctionalities} of a new profile
 * @param codeReferences whether a new profile allows suggestions that resemble public code, with a reference to it
 */
public record Creation(boolean instance, boolean profile, List<String> functionalities, boolean codeReferences) {

    public static final Creation NOTHING = new Creation(false, false, List.of(), true);

    public Creation {
        functionalities = List.copyOf(functionalities);
    }
}
