/** Pure checks that hold a plan back: tenancy, protected names, ownership, the removal brake. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.guard;
