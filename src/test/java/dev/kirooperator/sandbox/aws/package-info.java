@NullMarked
package dev.kirooperator.sandbox.aws;

import org.jspecify.annotations.NullMarked;
