/** The composition root: configuration, wiring, and the sandbox command. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.launcher;
