/** Findings, conditions by the rules of kstatus, and Events; the one place that stamps generation and time. */
@org.jspecify.annotations.NullMarked
package dev.kirooperator.status;
