package dev.kirooperator.sandbox.aws.http;

import dev.kirooperator.sandbox.aws.control.Quota;
import dev.kirooperator.sandbox.aws.service.Services;
import dev.kirooperator.sandbox.aws.world.Ids;
import dev.kirooperator.sandbox.aws.world.World;

/** A world with the services on it; a reset replaces it as a whole. */
public record Backend(World world, Services services, Quota quota, Ids requestIds) {
    /** Request ids have their own sequence, so that reads do not change the ids of what is made later. */
    public static Backend of(World world, long seed) {
        return new Backend(world, new Services(world), new Quota(world.clock()), new Ids(~seed));
    }

    String nextRequestId() {
        synchronized (requestIds) {
            return requestIds.uuid();
        }
    }
}
