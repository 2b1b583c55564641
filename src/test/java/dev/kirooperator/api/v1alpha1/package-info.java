/** The custom resources' Java types as the Kubernetes client reads and writes them. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.api.v1alpha1;
