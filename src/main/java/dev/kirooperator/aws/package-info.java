/** Connections, credentials, clients, pacing and the classification of AWS's failures. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.aws;
