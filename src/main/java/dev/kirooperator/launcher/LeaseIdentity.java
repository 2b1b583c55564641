package dev.kirooperator.launcher;

import java.util.Optional;
import java.util.UUID;

/** What a Lease calls its holder: the pod's name, and something that no other process has, as client-go's leader election does. */
record LeaseIdentity(String value) {

    static LeaseIdentity ofThisProcess() {
        String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("kiro-operator");
        return new LeaseIdentity(host + "_" + UUID.randomUUID());
    }
}
