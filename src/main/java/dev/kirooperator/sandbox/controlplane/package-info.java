/**
 * A real kube-apiserver with its etcd, as processes on loopback: where the binaries come from, and the launcher.
 * Plain Java; {@code hack/control-plane/README.md} says why and how.
 */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.sandbox.controlplane;
