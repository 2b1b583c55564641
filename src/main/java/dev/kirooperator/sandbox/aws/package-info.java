/**
 * An embedded stand-in for AWS: {@link dev.kirooperator.sandbox.aws.StandIn} speaks the wire protocols of the services that the operator uses on one loopback
 * port, and is controlled under {@code /_sandbox/}. See {@code docs/stand-in.md}.
 */
@NullMarked
package dev.kirooperator.sandbox.aws;

import org.jspecify.annotations.NullMarked;
