/** Makes the CustomResourceDefinitions in {@code crds/} from the Java types, and checks them. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.api.crd;
