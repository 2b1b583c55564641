/** Acceptance tests: the packaged operator, a real API server, and AWS over HTTP. Null fails a test here, so it is not marked. */
package dev.kirooperator.acceptance;
