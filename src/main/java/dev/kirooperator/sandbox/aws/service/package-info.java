/**
 * The AWS APIs the stand-in has: for each service its targets and dialect, and for each operation how JSON in becomes JSON out. They read and change a
 * {@link dev.kirooperator.sandbox.aws.world.World}; HTTP, signing, quota and faults are not their business.
 */
@NullMarked
package dev.kirooperator.sandbox.aws.service;

import org.jspecify.annotations.NullMarked;
