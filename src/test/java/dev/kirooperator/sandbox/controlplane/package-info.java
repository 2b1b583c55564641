@org.jspecify.annotations.NullMarked
package dev.kirooperator.sandbox.controlplane;
