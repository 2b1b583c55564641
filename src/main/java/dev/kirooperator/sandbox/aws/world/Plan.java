package dev.kirooperator.sandbox.aws.world;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The subscription types of Kiro's assignment API, cheapest first. Source: facts of the Kiro API, section 1.2. */
public enum Plan {
    FREE("Q_DEVELOPER_STANDALONE_FREE", "Q_DEVELOPER_STANDALONE_FREE", false),
    STUDENT("Q_DEVELOPER_STANDALONE_STUDENT", "Q_DEVELOPER_STANDALONE_STUDENT", false),
    CREDIT_POOL("CREDIT_POOL", "CREDIT_POOL", false),
    LEGACY("Q_DEVELOPER_STANDALONE", "Q_DEVELOPER_STANDALONE", true),
    PRO("Q_DEVELOPER_STANDALONE_PRO", "KIRO_ENTERPRISE_PRO", true),
    PRO_PLUS("Q_DEVELOPER_STANDALONE_PRO_PLUS", "KIRO_ENTERPRISE_PRO_PLUS", true),
    PRO_MAX("Q_DEVELOPER_STANDALONE_PRO_MAX", "KIRO_ENTERPRISE_PRO_MAX", true),
    POWER("Q_DEVELOPER_STANDALONE_POWER", "KIRO_ENTERPRISE_POWER", true);

    private final String writeName;
    private final String readName;
    private final boolean assignable;

    Plan(String writeName, String readName, boolean assignable) {
        this.writeName = writeName;
        this.readName = readName;
        this.assignable = assignable;
    }

    /** The name in requests. */
    public String writeName() {
        return writeName;
    }

    /** The usual name in answers; Power has two, see {@link Settings#powerReadBack()}. */
    public String readName() {
        return readName;
    }

    /** The plan that a request names; empty when it names none, or one that an administrator cannot assign. */
    public static Optional<Plan> assignable(String writeName) {
        return Arrays.stream(values())
                .filter(plan -> plan.assignable && plan.writeName.equals(writeName))
                .findFirst();
    }

    /** All names a request may use, as AWS's ValidationException lists them. */
    public static String legalNames() {
        return Arrays.stream(values()).map(Plan::writeName).collect(Collectors.joining(", ", "[", "]"));
    }

    static Plan higher(Plan one, Plan other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
