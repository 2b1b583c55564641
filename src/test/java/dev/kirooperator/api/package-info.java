/** Tests of what users see of the operator: the custom resources and their examples. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.api;
