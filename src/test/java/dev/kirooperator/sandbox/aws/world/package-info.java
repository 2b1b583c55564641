@NullMarked
package dev.kirooperator.sandbox.aws.world;

import org.jspecify.annotations.NullMarked;
