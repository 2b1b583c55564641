package dev.kirooperator.sandbox.aws.world;

/** Hears what in the directory can change a seat. */
interface DirectoryListener {
    void membershipChanged(String userId, String groupId);

    void userDeleted(String userId);

    void groupDeleted(String groupId);
}
