package dev.kirooperator.sandbox.aws.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ExternalId;
import dev.kirooperator.sandbox.aws.world.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a test does to the stand-in, in the same JVM or through {@code /_sandbox/}. Wrong input is an {@link IllegalArgumentException} that explains it. */
public interface Controls {
    /** The whole state as JSON. */
    ObjectNode dump();

    /** The calls, oldest first. */
    List<Call> calls();

    void clearCalls();

    void fault(Fault fault);

    /** What is left of the faults. */
    List<Fault> faults();

    /** Drops all faults and answers the calls they hold. */
    void clearFaults();

    /** The first sign-in of a user, given by id or user name: its PENDING seat becomes ACTIVE. */
    void signIn(String user);

    /** The stand-in's time. */
    Instant now();

    /** Moves the clock forward; everything due by then has happened when this returns. */
    void advance(Duration by);

    /** Moves the clock forward to {@code time}. */
    void setClock(Instant time);

    /** Blocks the account from getting new seats, or lifts that. */
    void block(boolean blocked);

    Settings settings();

    void settings(UnaryOperator<Settings> changer);

    /** Plays SCIM: these are the ids that an identity provider gave the user or group; an empty list takes it back. */
    void externalIds(String principalId, List<ExternalId> externalIds);

    /** Gives a group these permission sets in the account, in place of those that it had; an empty list takes them away. */
    void accountAssignments(String groupId, List<String> permissionSetArns);

    /** Back to the start: state, clock, settings, calls and faults. */
    void reset();
}
