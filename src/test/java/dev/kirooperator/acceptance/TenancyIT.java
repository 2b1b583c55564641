package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.teamWith;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Objects of a namespace as a lever on AWS: the rules of the operator's configuration, groups that open AWS accounts, and who may join
 * from where. Each attack or accident ends in a reason and writes nothing at AWS. The operator looks by itself only every ten minutes,
 * so what happens here happens because something woke it.
 */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenancyIT {

    private static final List<String> PERMISSION_SETS =
            List.of("arn:aws:sso:::permissionSet/ssoins-7223c45b67d89e0f/ps-0123456789abcdef");
    private static final String REFUSED = "TargetNotAllowed";

    private final Cluster cluster;
    private final String other;
    private final Installation it;

    TenancyIT(Cluster cluster) throws Exception {
        this.cluster = cluster;
        other = cluster.newNamespace();
        label(other, "kiro=yes");
        it = Installation.start(cluster, configuration(), other);
    }

    /** Two rules that choose namespaces by labels; only the second lets anybody adopt. */
    private static Map<String, String> configuration() {
        Map<String, String> all = new HashMap<>(Map.of(
                "KIRO_SYNC_INTERVAL", "10m",
                "KIRO_GUARD_PROTECTED_GROUPS", "ours_ops.*",
                "KIRO_CONNECTIONS_EU_IDENTITY_CENTER_REGION", "us-east-1"));
        all.put("KIRO_TENANCY_RULES_0__NAMESPACE_SELECTOR", "kiro in (yes,always),!retired");
        all.put("KIRO_TENANCY_RULES_0__GROUP_NAME_PATTERN", "(ours|AWS)_.*");
        all.put("KIRO_TENANCY_RULES_0__PLANS", "Pro");
        all.put("KIRO_TENANCY_RULES_0__CONNECTIONS", "default");
        all.put("KIRO_TENANCY_RULES_0__MAX_MEMBERS", "5");
        all.put("KIRO_TENANCY_RULES_1__NAMESPACE_SELECTOR", "adopts");
        all.put("KIRO_TENANCY_RULES_1__GROUP_NAME_PATTERN", "adopted_.*");
        all.put("KIRO_TENANCY_RULES_1__ADOPTION", "true");
        return all;
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @BeforeEach
    void startWithTheUsualLabels() {
        label(it.namespace(), "kiro=yes", "adopts-");
        it.aws().clearFaults();
        it.aws().clearCalls();
    }

    private void label(String namespace, String... labels) {
        cluster.kubectl(Stream.concat(Stream.of("label", "namespace", namespace, "--overwrite"), Stream.of(labels))
                        .toArray(String[]::new))
                .orFail();
    }

    private static String team(String name, String... spec) {
        return teamWith(
                name,
                Stream.concat(
                                Stream.of("group: {displayName: ours_" + name + "}", "membership: {maxMembers: 5}"),
                                Stream.of(spec))
                        .toArray(String[]::new));
    }

    private static String adopting(String name) {
        return teamWith(name, "group: {displayName: adopted_" + name + ", adopt: true}");
    }

    private void awaitRefused(String team, String member) {
        it.awaitReason("kteam", team, ConditionType.GROUP_SYNCED, REFUSED);
        it.awaitReason("kmember", member, ConditionType.TEAMS_SYNCED, REFUSED);
        assertThat(it.condition("kteam", team, ConditionType.STALLED)).isPresent();
    }

    private String message(String team) {
        return it.condition("kteam", team, ConditionType.GROUP_SYNCED)
                .map(Condition::message)
                .orElse("none");
    }

    private String groupOf(String team) {
        return requireNonNull(requireNonNull(it.teamStatus(team).group()).id());
    }

    private String madeByHand(String name) {
        return it.console()
                .createGroup(group -> group.identityStoreId(Installation.STORE)
                        .displayName(name)
                        .description("By hand"))
                .groupId();
    }

    /** The operator's copy of the directory is read afresh, so that it knows what was made by hand. */
    private void letTheOperatorLook() {
        it.apply(team("lens"));
        it.awaitReady("kteam/lens");
        it.lookAgain("kteam", "lens");
        it.aws().clearCalls();
    }

    private boolean isIn(String group, String userName) {
        return it.rows("memberships").stream()
                .filter(row -> row.path("groupId").asText().equals(group))
                .anyMatch(row -> it.rows("users").stream()
                        .filter(user -> user.path("id").equals(row.path("userId")))
                        .anyMatch(user -> user.path("userName").asText().equals(userName)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan | group: {displayName: ours_x} | subscription: {plan: Power} | membership: {maxMembers: 5} | plan Power",
                "seats | group: {displayName: ours_x} | membership: {maxMembers: 6} | suspend: false | at most 5",
                "limitless | group: {displayName: ours_x} | suspend: false | deletionPolicy: Retain | at most 5",
                "pattern | group: {displayName: theirs} | membership: {maxMembers: 5} | suspend: false | does not match",
                "aws | group: {displayName: AWS_Admins} | membership: {maxMembers: 5} | suspend: false | start with AWS",
                "ops | group: {displayName: ours_ops} | membership: {maxMembers: 5} | suspend: false | is protected",
                "adopt | group: {displayName: ours_x, adopt: true} | membership: {maxMembers: 5} | suspend: false | adopt: true",
            })
    void aTeamThatAsksForMoreThanItsRuleAllowsWritesNothing(
            String name, String group, String more, String evenMore, String says) {
        it.apply(teamWith(name, group, more, evenMore) + member(name + "-ada", inTeam(name)));

        awaitRefused(name, name + "-ada");
        assertThat(message(name)).contains(says);
        it.lookAgain("kteam", name);
        it.lookAgain("kmember", name + "-ada");
        assertThat(it.writes()).isEmpty();
    }

    @Test
    void aConnectionThatNoRuleAllowsIsNotUsed() {
        it.apply(team("abroad").replace("connection: default", "connection: eu") + member("eve", inTeam("abroad")));

        it.awaitReason("kteam", "abroad", ConditionType.GROUP_SYNCED, REFUSED);
        it.awaitReason("kmember", "eve", ConditionType.USER_SYNCED, REFUSED);
        assertThat(message("abroad")).contains("connection \"eu\" is not one of default");
        assertThat(it.writes()).isEmpty();
    }

    @Test
    void labelsOpenANamespaceAndTakenAwayTheyStopItWithoutThrowingAnybodyOut() {
        label(it.namespace(), "kiro-");
        it.apply(team("crew") + member("ada", inTeam("crew")));
        it.awaitReason("kteam", "crew", ConditionType.GROUP_SYNCED, REFUSED);
        it.awaitReason("kmember", "ada", ConditionType.USER_SYNCED, REFUSED);
        assertThat(message("crew")).contains("no rule is for namespace");
        assertThat(it.writes()).isEmpty();

        label(it.namespace(), "kiro=always");
        it.awaitReady("kteam/crew", "kmember/ada");

        it.aws().clearCalls();
        label(it.namespace(), "retired=yes");
        it.awaitReason("kteam", "crew", ConditionType.GROUP_SYNCED, REFUSED);
        it.awaitReason("kmember", "ada", ConditionType.USER_SYNCED, REFUSED);
        it.lookAgain("kteam", "crew");
        it.lookAgain("kmember", "ada");
        assertThat(it.writes()).isEmpty();
        assertThat(isIn(groupOf("crew"), "ada@example.com")).isTrue();

        label(it.namespace(), "retired-");
        it.awaitReady("kteam/crew", "kmember/ada");
        assertThat(it.writes()).isEmpty();
    }

    @Test
    void aGroupThatOpensAwsAccountsIsNotAdopted() {
        label(it.namespace(), "adopts=yes");
        String group = madeByHand("adopted_admins");
        it.aws().accountAssignments(group, PERMISSION_SETS);
        letTheOperatorLook();

        it.apply(adopting("admins"));
        it.awaitReason("kteam", "admins", ConditionType.GROUP_SYNCED, REFUSED);
        it.apply(member("mallory", inTeam("admins")));
        awaitRefused("admins", "mallory");
        it.lookAgain("kteam", "admins");
        it.lookAgain("kmember", "mallory");
        assertThat(message("admins")).contains("has AWS account assignments");
        assertThat(it.writes()).isEmpty();

        it.aws().accountAssignments(group, List.of());
        it.lookAgain("kteam", "admins");
        it.awaitReady("kteam/admins", "kmember/mallory");
    }

    @Test
    void aGroupOfWhichAwsDoesNotTellIsNotAdoptedAndAnOwnOneGoesOn() {
        label(it.namespace(), "adopts=yes");
        madeByHand("adopted_dark");
        letTheOperatorLook();
        it.aws()
                .fault(Fault.error("ListAccountAssignmentsForPrincipal", 400, "AccessDeniedException", "No.")
                        .always());

        it.apply(adopting("dark") + team("light"));
        it.awaitReason("kteam", "dark", ConditionType.GROUP_SYNCED, REFUSED);
        it.awaitReady("kteam/light");
        it.lookAgain("kteam", "light");
        assertThat(message("dark")).contains("sso:ListAccountAssignmentsForPrincipal");
        assertThat(message("light")).contains("Whether it opens AWS accounts is not known");
        assertThat(it.writeOperations()).containsExactly("CreateGroup");
    }

    @Test
    void anOwnGroupThatIsGivenAnAwsAccountIsNotJoinedRenamedOrDeleted() {
        it.apply(team("lift", "deletionPolicy: Delete") + member("frank", inTeam("lift")));
        it.awaitReady("kteam/lift", "kmember/frank");
        String group = groupOf("lift");
        it.aws().accountAssignments(group, PERMISSION_SETS);
        it.lookAgain("kteam", "lift");
        awaitRefused("lift", "frank");
        it.aws().clearCalls();

        it.apply(member("late", inTeam("lift"))
                + team("lift", "deletionPolicy: Delete").replace("ours_lift", "ours_lifted"));
        it.awaitReason("kmember", "late", ConditionType.TEAMS_SYNCED, REFUSED);
        it.awaitReason("kteam", "lift", ConditionType.GROUP_SYNCED, REFUSED);
        it.lookAgain("kmember", "late");
        assertThat(it.writes()).isEmpty();
        assertThat(isIn(group, "frank@example.com")).isTrue();

        it.delete("kmember", "frank");
        it.delete("kteam", "lift");
        assertThat(it.writeOperations()).containsOnly("DeleteGroupMembership", "UpdateGroup");
        assertThat(it.eventReasons("lift")).contains(REFUSED);
    }

    @Test
    void nobodyChangesTheAddressOfAUserWithoutARuleForAdoption() {
        it.console()
                .createUser(user -> user.identityStoreId(Installation.STORE)
                        .userName("victim")
                        .displayName("Victim")
                        .name(name -> name.givenName("Vic").familyName("Tim"))
                        .emails(email -> email.value("victim@example.com").primary(true)));
        letTheOperatorLook();

        it.apply(member("thief", "userName: victim", "adopt: true", "invitation: Email"));
        it.awaitReason("kmember", "thief", ConditionType.USER_SYNCED, REFUSED);
        it.lookAgain("kmember", "thief");
        assertThat(it.writes()).isEmpty();
        assertThat(it.rows("users"))
                .filteredOn(user -> user.path("userName").asText().equals("victim"))
                .allMatch(user -> user.toString().contains("victim@example.com"));
    }

    @Test
    void rulesAreCheckedAnewWhenTheyChange() throws Exception {
        it.apply(team("staff") + member("grace", inTeam("staff")));
        it.awaitReady("kteam/staff", "kmember/grace");
        it.aws().clearCalls();

        it.restartWith(Map.of("KIRO_TENANCY_RULES_0__GROUP_NAME_PATTERN", "renamed_.*"));
        awaitRefused("staff", "grace");
        it.lookAgain("kteam", "staff");
        it.lookAgain("kmember", "grace");
        assertThat(it.writes()).isEmpty();
        assertThat(isIn(groupOf("staff"), "grace@example.com")).isTrue();

        it.restartWith(configuration());
        it.awaitReady("kteam/staff", "kmember/grace");
        assertThat(it.writes()).isEmpty();
    }

    private void foreigner(String name, String team) {
        cluster.kubectlWithInput(
                        member(name, "teams: [{name: " + team + ", namespace: " + it.namespace() + "}]"),
                        "apply",
                        "-n",
                        other,
                        "-f",
                        "-")
                .orFail();
    }

    private void awaitForeign(String name, String reason) {
        it.awaitThat(
                name + " with " + reason,
                i -> Optional.ofNullable(cluster.client()
                                .resources(KiroMember.class)
                                .inNamespace(other)
                                .withName(name)
                                .get())
                        .map(KiroMember::getStatus)
                        .map(KiroMemberStatus::conditions)
                        .flatMap(conditions -> Conditions.find(conditions, ConditionType.TEAMS_SYNCED))
                        .filter(condition -> reason.equals(condition.reason()))
                        .isPresent());
    }

    @Test
    void aTeamOfItsOwnNamespaceTakesNoForeignMember() {
        it.apply(team("same", "allowedNamespaces: {from: Same}"));
        it.awaitReady("kteam/same");
        it.aws().clearCalls();

        foreigner("stranger", "same");
        awaitForeign("stranger", "NotAllowedByTeam");
        assertThat(it.writes()).isEmpty();
    }

    @Test
    void aTeamForAllNamespacesTakesAForeignMember() {
        it.apply(team("open", "allowedNamespaces: {from: All}"));
        foreigner("guest", "open");

        awaitForeign("guest", "Synced");
        assertThat(isIn(groupOf("open"), "guest@example.com")).isTrue();
    }

    @Test
    void aTeamForNamespacesWithALabelTakesTheirMembersAsLongAsTheyHaveIt() {
        it.apply(team("partners", "allowedNamespaces: {from: Selector, selector: {matchLabels: {partner: gold}}}"));
        it.awaitReady("kteam/partners");
        it.aws().clearCalls();
        foreigner("partner", "partners");
        awaitForeign("partner", "NotAllowedByTeam");
        assertThat(it.writes()).isEmpty();

        label(other, "partner=gold");
        awaitForeign("partner", "Synced");
        assertThat(isIn(groupOf("partners"), "partner@example.com")).isTrue();

        it.aws().clearCalls();
        label(other, "partner=silver");
        awaitForeign("partner", "NotAllowedByTeam");
        it.awaitThat("the leaving", i -> !isIn(groupOf("partners"), "partner@example.com"));
        assertThat(it.writeOperations()).containsExactly("DeleteGroupMembership");
    }
}
