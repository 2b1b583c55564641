/** What a test or a user does to the stand-in from outside: reading its state and calls, moving its clock, injecting faults. */
@NullMarked
package dev.kirooperator.sandbox.aws.control;

import org.jspecify.annotations.NullMarked;
