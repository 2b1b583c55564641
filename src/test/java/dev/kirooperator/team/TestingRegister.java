package dev.kirooperator.team;

import dev.kirooperator.converge.ObjectKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The teams of one connection, and which of them were woken. */
final class TestingRegister implements TeamRegister {

    private final Set<ObjectKey> teams = new HashSet<>();
    private final Set<ObjectKey> woken = new TreeSet<>();

    void add(ObjectKey team) {
        teams.add(team);
    }

    void remove(ObjectKey team) {
        teams.remove(team);
    }

    /** The teams woken since the last look. */
    Set<ObjectKey> takeWoken() {
        Set<ObjectKey> taken = Set.copyOf(woken);
        woken.clear();
        return taken;
    }

    @Override
    public Set<ObjectKey> ofConnection(String connection) {
        return Set.copyOf(teams);
    }

    @Override
    public boolean exists(ObjectKey team) {
        return teams.contains(team);
    }

    @Override
    public void wake(Collection<ObjectKey> concerned) {
        woken.addAll(concerned);
    }
}
