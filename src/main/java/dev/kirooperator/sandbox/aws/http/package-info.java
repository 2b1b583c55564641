/** AWS's wire protocols over HTTP: who signed what, which operation it is, and how answers and errors are written. */
@NullMarked
package dev.kirooperator.sandbox.aws.http;

import org.jspecify.annotations.NullMarked;
