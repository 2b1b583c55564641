package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One API operation: input to output, or an {@link dev.kirooperator.sandbox.aws.world.ApiException}. Called with the world's lock held. */
@FunctionalInterface
public interface Operation {
    ObjectNode answer(Caller caller, Input in);
}
