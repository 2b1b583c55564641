/** A real API server for tests: {@link dev.kirooperator.testing.cluster.RealCluster}. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.testing.cluster;
