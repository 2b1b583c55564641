package dev.kirooperator.directory;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An identity store whose lists have several pages: {@value #USERS} users, all of them in the group {@code big}, and {@value #GROUPS} groups. */
final class TestingPages {

    static final int USERS = 230;
    static final int GROUPS = 120;

    private TestingPages() {}

    static String seed() {
        String users = IntStream.range(0, USERS)
                .mapToObj(i -> "{\"userName\":\"user" + i + "\",\"displayName\":\"User " + i + "\"}")
                .collect(Collectors.joining(","));
        String groups = IntStream.range(1, GROUPS)
                .mapToObj(i -> ",{\"displayName\":\"group" + i + "\",\"description\":\"Group " + i + "\"}")
                .collect(Collectors.joining());
        String members =
                IntStream.range(0, USERS).mapToObj(i -> "\"user" + i + "\"").collect(Collectors.joining(","));
        return "{\"users\":[" + users + "],\"groups\":[{\"displayName\":\"big\",\"description\":\"all\",\"members\":["
                + members + "]}" + groups + "]}";
    }

    static UserAttributes attributes(String userName, String given) {
        return new UserAttributes(
                userName,
                Optional.of(given),
                Optional.of("Example"),
                Optional.of(given + " Example"),
                Optional.of(userName + "@example.com"));
    }
}
