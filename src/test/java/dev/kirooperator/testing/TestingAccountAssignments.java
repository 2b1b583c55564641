package dev.kirooperator.testing;

import dev.kirooperator.directory.AccountAccess;
import dev.kirooperator.directory.AccountAssignments;
import java.util.HashMap;
import java.util.Map;

/** Groups that open AWS accounts, in memory: what AWS says now, and what the operator was told before. */
public final class TestingAccountAssignments implements AccountAssignments {

    private final Map<String, AccountAccess> atAws = new HashMap<>();
    private final Map<String, AccountAccess> known = new HashMap<>();
    private int asked;

    /** Changes what AWS says of a group. */
    public void set(String groupId, AccountAccess access) {
        atAws.put(groupId, access);
    }

    /** The same, and the operator has been told. */
    public void tell(String groupId, AccountAccess access) {
        set(groupId, access);
        known.put(groupId, access);
    }

    /** How often AWS was asked since the last look. */
    public int takeAsked() {
        int count = asked;
        asked = 0;
        return count;
    }

    @Override
    public AccountAccess of(String groupId) {
        return known.containsKey(groupId) ? known.get(groupId) : now(groupId);
    }

    @Override
    public AccountAccess now(String groupId) {
        asked++;
        AccountAccess access = atAws.getOrDefault(groupId, new AccountAccess.None());
        known.put(groupId, access);
        return access;
    }

    @Override
    public AccountAccess ofUser(String userId) {
        return now(userId);
    }

    @Override
    public void isNew(String groupId) {
        known.put(groupId, new AccountAccess.None());
    }
}
