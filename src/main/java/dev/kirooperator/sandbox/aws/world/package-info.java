/**
 * What the stand-in remembers and how it changes: directory, Identity Center instance, Kiro profile, assignments, seats. No HTTP here; every class but
 * {@link dev.kirooperator.sandbox.aws.world.SandboxClock} is guarded by the lock of {@link dev.kirooperator.sandbox.aws.world.World}.
 */
@NullMarked
package dev.kirooperator.sandbox.aws.world;

import org.jspecify.annotations.NullMarked;
