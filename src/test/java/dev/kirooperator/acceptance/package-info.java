/** Acceptance tests: the packaged operator, a real API server, and AWS over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.acceptance;
