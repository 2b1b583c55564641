package dev.kirooperator.directory;

/** An Identity Center whose groups cannot have account assignments: an account instance. */
public final class NoAccountAssignments implements AccountAssignments {

    @Override
    public AccountAccess of(String groupId) {
        return new AccountAccess.None();
    }

    @Override
    public AccountAccess now(String groupId) {
        return new AccountAccess.None();
    }

    @Override
    public AccountAccess ofUser(String userId) {
        return new AccountAccess.None();
    }

    @Override
    public void isNew(String groupId) {}
}
