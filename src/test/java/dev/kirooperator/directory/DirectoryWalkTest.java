package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.TestingWorld;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.ForSomeSeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.MemberId;

/**
 * Own writes, other people's changes, reads of one thing, refreshes and pages that fail, in any order. A reader sees the last list that was read to its end
 * with everything on top that this operator wrote or read since; a failed refresh changes nothing.
 */
class DirectoryWalkTest {

    private static final Duration ANY_AGE = Duration.ofDays(1000);
    private static final String STORE = "d-1234567890";
    private static final int STEPS = 20;

    private final TestingWorld world = TestingWorld.of(TestingPages.seed());
    private Instant now = Instant.EPOCH;
    private final Directory directory =
            new Directories(world.connections(), () -> now).find("default").orElseThrow();
    private final IdentitystoreClient others = world.connection().clients().identityStore();

    /** Display names by id, as a reader must see them; likewise the members of the group {@code big}. */
    private Map<String, String> users = new TreeMap<>();

    private Map<String, String> groups = new TreeMap<>();
    private Map<String, String> members = new TreeMap<>();
    private final Set<String> unconfirmed = new HashSet<>();
    private final Set<String> left = new HashSet<>();
    private final Set<String> everUsers = new HashSet<>();
    private Instant readAt = Instant.EPOCH;
    private String big = "";
    private int made;

    @AfterEach
    void close() {
        world.close();
    }

    @ForSomeSeeds
    void aReaderSeesTheLastWholeListWithOwnWritesOnTop(long seed) {
        Gen gen = new Gen(seed);
        directory.snapshot(ANY_AGE);
        users = usersAtAws();
        everUsers.addAll(users.keySet());
        groups = groupsAtAws();
        big = directory.snapshot(ANY_AGE).groupByName("big").orElseThrow().id();
        directory.memberships(big, ANY_AGE);
        members = membersAtAws();
        for (int i = 0; i < STEPS; i++) {
            now = now.plusSeconds(1);
            step(gen);
            compare();
        }
    }

    private void step(Gen gen) {
        switch (gen.below(13)) {
            case 0 -> createUser(gen);
            case 1 -> renameUser(gen);
            case 2 -> deleteUser(gen);
            case 3 -> changeGroup(gen);
            case 4, 5 -> join(gen);
            case 6 -> leave(gen);
            case 7, 8 -> somebodyElse(gen);
            case 9 -> readOne(gen);
            case 10 -> refresh(gen);
            case 11 -> refreshMembers(gen);
            default -> confirm();
        }
    }

    private void createUser(Gen gen) {
        UserAttributes attributes = TestingPages.attributes("made" + ++made, gen.word(4));
        if (gen.flip()) {
            world.fault(Fault.lostAnswer("CreateUser"));
        }
        User user = directory.createUser(attributes);
        world.standIn().clearFaults();
        users.put(user.id(), user.attributes().displayName().orElse(""));
    }

    private void renameUser(Gen gen) {
        User user = known(gen);
        UserAttributes wanted = TestingPages.attributes("renamed" + ++made, gen.word(4));
        if (usersAtAws().containsKey(user.id())) {
            User renamed = directory.updateUser(user, wanted);
            users.put(user.id(), renamed.attributes().displayName().orElse(""));
            assertThat(directory.snapshot(ANY_AGE).userByName(user.userName())).isEmpty();
            assertThat(directory.snapshot(ANY_AGE).userByName("RENAMED" + made)).contains(renamed);
        } else {
            assertThat(catchThrowable(() -> directory.updateUser(user, wanted))).isInstanceOf(AwsException.class);
            noticedGone(user.id());
        }
    }

    private void deleteUser(Gen gen) {
        String user = known(gen).id();
        directory.deleteUser(user);
        users.remove(user);
        members.remove(user);
        unconfirmed.remove(user);
    }

    private void changeGroup(Gen gen) {
        String name = "team" + ++made;
        if (gen.flip()) {
            groups.put(directory.createGroup(name, "words").id(), name);
            return;
        }
        Group group = directory
                .latest()
                .flatMap(snapshot -> snapshot.group(gen.pick(List.copyOf(groups.keySet()))))
                .orElseThrow();
        if (group.id().equals(big) || gen.flip()) {
            groups.put(directory.updateGroup(group, name, "words").id(), name);
        } else {
            directory.deleteGroup(group.id());
            groups.remove(group.id());
        }
    }

    private void join(Gen gen) {
        String user = known(gen).id();
        if (!usersAtAws().containsKey(user)) {
            assertThat(catchThrowable(() -> directory.join(big, user))).isInstanceOf(AwsException.class);
            noticedGone(user);
            return;
        }
        boolean isMember = membersAtAws().containsKey(user);
        Membership joined = directory.join(big, user);
        members.put(user, joined.id());
        left.remove(user);
        if (isMember) {
            unconfirmed.remove(user);
        } else {
            unconfirmed.add(user);
        }
    }

    private void leave(Gen gen) {
        if (members.isEmpty()) {
            return;
        }
        String user = gen.pick(List.copyOf(members.keySet()));
        directory.leave(new Membership(members.getOrDefault(user, ""), big, user));
        members.remove(user);
        unconfirmed.remove(user);
        left.add(user);
    }

    /** None of it is for this operator to know before it reads again. */
    private void somebodyElse(Gen gen) {
        List<String> there = List.copyOf(usersAtAws().keySet());
        String user = gen.pick(there);
        switch (gen.below(4)) {
            case 0 ->
                others.createUser(r -> r.identityStoreId(STORE)
                        .userName("other" + ++made)
                        .displayName("Other")
                        .name(name -> name.givenName("O").familyName("P")));
            case 1 -> others.deleteUser(r -> r.identityStoreId(STORE).userId(user));
            case 2 -> {
                String membership = membersAtAws().getOrDefault(user, "");
                if (membership.isEmpty()) {
                    others.createGroupMembership(
                            r -> r.identityStoreId(STORE).groupId(big).memberId(MemberId.fromUserId(user)));
                } else {
                    others.deleteGroupMembership(r -> r.identityStoreId(STORE).membershipId(membership));
                }
            }
            default -> others.createGroup(r -> r.identityStoreId(STORE).displayName("others" + ++made));
        }
    }

    private void readOne(Gen gen) {
        String user = gen.pick(List.copyOf(everUsers));
        Map<String, String> there = usersAtAws();
        assertThat(directory.readUser(user).isPresent()).isEqualTo(there.containsKey(user));
        users.remove(user);
        Optional.ofNullable(there.get(user)).ifPresent(name -> users.put(user, name));
    }

    private void refresh(Gen gen) {
        if (gen.flip()) {
            failing(gen, gen.flip() ? "ListUsers" : "ListGroups", () -> directory.snapshot(Duration.ZERO));
            return;
        }
        directory.snapshot(Duration.ZERO);
        readAt = now;
        users = usersAtAws();
        groups = groupsAtAws();
    }

    private void refreshMembers(Gen gen) {
        if (gen.flip()) {
            failing(gen, "ListGroupMemberships", () -> directory.memberships(big, Duration.ZERO));
            return;
        }
        directory.memberships(big, Duration.ZERO);
        members = membersAtAws();
        left.clear();
        unconfirmed.clear();
    }

    private void failing(Gen gen, String operation, Runnable read) {
        int page = gen.between(1, 2);
        world.fault(Fault.error(operation, 400, "AccessDeniedException", "no").onPage(page));
        assertThat(catchThrowable(read::run)).isInstanceOf(AwsException.class);
    }

    /** After it, every own join and leave is as AWS has it, and nothing waits for a read. */
    private void confirm() {
        GroupMemberships confirmed = directory.confirmedMemberships(big);
        assertThat(confirmed.unconfirmed()).isEmpty();
        Map<String, String> there = membersAtAws();
        left.addAll(unconfirmed);
        left.forEach(user ->
                assertThat(confirmed.byUserId().containsKey(user)).as(user).isEqualTo(there.containsKey(user)));
        left.clear();
        unconfirmed.clear();
        members = ids(confirmed);
    }

    private void noticedGone(String user) {
        users.remove(user);
        members.remove(user);
        unconfirmed.remove(user);
        compare();
        directory.snapshot(ANY_AGE);
        readAt = now;
        users = usersAtAws();
        groups = groupsAtAws();
    }

    private void compare() {
        everUsers.addAll(users.keySet());
        DirectorySnapshot snapshot = directory.latest().orElseThrow();
        assertThat(snapshot.readAt()).isEqualTo(readAt);
        Map<String, String> shown = new TreeMap<>();
        everUsers.forEach(id -> snapshot.user(id)
                .ifPresent(user -> shown.put(id, user.attributes().displayName().orElse(""))));
        assertThat(shown).isEqualTo(users);
        Map<String, String> shownGroups = new TreeMap<>();
        groups.forEach((id, name) -> snapshot.groupByName(name).ifPresent(group -> shownGroups.put(group.id(), name)));
        assertThat(shownGroups).isEqualTo(groups);
        GroupMemberships memberships = directory.memberships(big, ANY_AGE);
        assertThat(ids(memberships)).isEqualTo(members);
        assertThat(memberships.unconfirmed()).isEqualTo(unconfirmed);
    }

    private User known(Gen gen) {
        String id = gen.pick(List.copyOf(users.keySet()));
        return directory.latest().flatMap(snapshot -> snapshot.user(id)).orElseThrow();
    }

    private static Map<String, String> ids(GroupMemberships memberships) {
        Map<String, String> ids = new TreeMap<>();
        memberships.byUserId().forEach((user, membership) -> ids.put(user, membership.id()));
        return ids;
    }

    private Map<String, String> usersAtAws() {
        return atAws("users", "/attributes/DisplayName");
    }

    private Map<String, String> groupsAtAws() {
        return atAws("groups", "/displayName");
    }

    private Map<String, String> membersAtAws() {
        Map<String, String> all = new TreeMap<>();
        for (JsonNode row : world.standIn().dump().path("memberships")) {
            if (row.path("groupId").asText().equals(big)) {
                all.put(row.path("userId").asText(), row.path("id").asText());
            }
        }
        return all;
    }

    private Map<String, String> atAws(String list, String name) {
        Map<String, String> all = new TreeMap<>();
        for (JsonNode row : world.standIn().dump().path(list)) {
            all.put(row.path("id").asText(), row.at(name).asText());
        }
        return all;
    }
}
