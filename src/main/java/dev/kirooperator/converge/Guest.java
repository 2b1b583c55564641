package dev.kirooperator.converge;

import dev.kirooperator.aws.Urgency;

/**
 * An object that needs a turn.
 *
 * @param connection whose AWS account it keeps busy
 * @param lane whom it shares its turns with: of those with equal urgency each lane is served in its turn, however long the others are
 */
public record Guest(ObjectKey who, String connection, String lane, Urgency urgency) {}
