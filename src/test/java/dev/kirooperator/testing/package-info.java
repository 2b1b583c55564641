/** Test data for the unit tests: seeded generators and builders of small worlds. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.testing;
