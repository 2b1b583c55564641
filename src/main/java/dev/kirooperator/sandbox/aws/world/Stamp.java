package dev.kirooperator.sandbox.aws.world;

import java.time.Instant;

/** Who made a directory object, who changed it last, and its revision (1 at creation). */
public record Stamp(long revision, Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {
    static Stamp first(Instant now, String by) {
        return new Stamp(1, now, by, now, by);
    }

    Stamp next(Instant now, String by) {
        return new Stamp(revision + 1, createdAt, createdBy, now, by);
    }
}
