/** Holds the code to its design: who may call whom, and what no code does. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.architecture;
