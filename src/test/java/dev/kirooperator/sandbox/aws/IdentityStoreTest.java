package dev.kirooperator.sandbox.aws;

import static dev.kirooperator.sandbox.aws.SdkClients.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kirooperator.sandbox.aws.world.ExternalId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.AttributeOperation;
import software.amazon.awssdk.services.identitystore.model.ConflictException;
import software.amazon.awssdk.services.identitystore.model.ConflictExceptionReason;
import software.amazon.awssdk.services.identitystore.model.DescribeUserResponse;
import software.amazon.awssdk.services.identitystore.model.GroupMembership;
import software.amazon.awssdk.services.identitystore.model.MemberId;
import software.amazon.awssdk.services.identitystore.model.ResourceNotFoundException;
import software.amazon.awssdk.services.identitystore.model.ResourceType;
import software.amazon.awssdk.services.identitystore.model.ValidationException;

/** Identity Store as AWS's own Java client sees it. */
class IdentityStoreTest {
    private static final String UNKNOWN = "9999999999-00000000-0000-4000-8000-000000000000";
    private static final ExternalId OKTA = new ExternalId("https://idp.example.com", "00u1");

    private StandIn standIn;
    private IdentitystoreClient store;

    @BeforeEach
    void start() throws IOException {
        standIn = StandIn.start(StandInOptions.defaults());
        store = SdkClients.identityStore(standIn.url());
    }

    @AfterEach
    void stop() {
        store.close();
        standIn.close();
    }

    @Test
    void aUserIsDescribedAsItWasCreated() {
        String id = createUser("ada");

        DescribeUserResponse user =
                store.describeUser(request -> request.identityStoreId(STORE).userId(id));

        assertThat(user.userName()).isEqualTo("ada@example.com");
        assertThat(user.displayName()).isEqualTo("ada Example");
        assertThat(user.name().givenName()).isEqualTo("ada");
        assertThat(user.emails()).singleElement().satisfies(email -> {
            assertThat(email.value()).isEqualTo("ada@example.com");
            assertThat(email.primary()).isTrue();
        });
        assertThat(user.externalIds()).isEmpty();
    }

    @Test
    void idsHaveAwsPatternAndAreTheSameForTheSameSeed() throws IOException {
        String id = createUser("ada");

        assertThat(id).matches("[0-9a-f]{10}-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        try (StandIn same = StandIn.start(StandInOptions.defaults());
                StandIn other = StandIn.start(StandInOptions.defaults().withIdSeed(2));
                IdentitystoreClient sameStore = SdkClients.identityStore(same.url());
                IdentitystoreClient otherStore = SdkClients.identityStore(other.url())) {
            sameStore.listUsers(request -> request.identityStoreId(STORE));
            assertThat(sameStore.createUser(SdkClients.user("ada")).userId()).isEqualTo(id);
            assertThat(otherStore.createUser(SdkClients.user("ada")).userId()).isNotEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "ADA@EXAMPLE.COM"})
    void aUserNameIsUniqueWhateverItsCase(String taken) {
        createUser("ada");

        ConflictException conflict = catchThrowableOfType(
                ConflictException.class,
                () -> store.createUser(
                        SdkClients.user("other").toBuilder().userName(taken).build()));

        assertThat(conflict.reason()).isEqualTo(ConflictExceptionReason.UNIQUENESS_CONSTRAINT_VIOLATION);
        assertThat(conflict.requestId()).isNotBlank();
    }

    @Test
    void anEmailIsUniqueUnlessTheSettingsSayOtherwise() {
        createUser("ada");
        var second = SdkClients.user("other").toBuilder()
                .emails(email -> email.value("ada@example.com"))
                .build();

        assertThatThrownBy(() -> store.createUser(second)).isInstanceOf(ConflictException.class);

        standIn.settings(settings -> settings.withUniqueEmails(false));
        assertThat(store.createUser(second).userId()).isNotEmpty();
    }

    @Test
    void attributesAreSetRenamedAndRemovedInPlace() {
        String id = createUser("ada");

        updateUser(
                id,
                set("userName", Document.fromString("augusta@example.com")),
                set("name.familyName", Document.fromString("King")),
                set("title", Document.fromString("Countess")),
                set(
                        "emails",
                        Document.listBuilder()
                                .addDocument(Document.mapBuilder()
                                        .putString("value", "augusta@example.com")
                                        .putBoolean("primary", true)
                                        .build())
                                .build()));
        updateUser(id, AttributeOperation.builder().attributePath("title").build());

        DescribeUserResponse user =
                store.describeUser(request -> request.identityStoreId(STORE).userId(id));
        assertThat(user.userName()).isEqualTo("augusta@example.com");
        assertThat(user.name().givenName()).isEqualTo("ada");
        assertThat(user.name().familyName()).isEqualTo("King");
        assertThat(user.title()).isNull();
        assertThat(user.emails().get(0).value()).isEqualTo("augusta@example.com");
    }

    @Test
    void aRenamedUserFreesItsOldName() {
        String id = createUser("ada");
        updateUser(
                id,
                set("userName", Document.fromString("augusta@example.com")),
                AttributeOperation.builder().attributePath("emails").build());

        assertThat(createUser("ada")).isNotEqualTo(id);
    }

    @Test
    void anUpdateToATakenNameChangesNothing() {
        createUser("ada");
        String bob = createUser("bob");

        assertThatThrownBy(() -> updateUser(
                        bob,
                        set("displayName", Document.fromString("Changed")),
                        set("userName", Document.fromString("ada@example.com"))))
                .isInstanceOf(ConflictException.class);

        assertThat(store.describeUser(request -> request.identityStoreId(STORE).userId(bob))
                        .displayName())
                .isEqualTo("bob Example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"displayName", "userName", "name", "name.givenName"})
    void whatAUserMustHaveCannotBeRemoved(String path) {
        String id = createUser("ada");

        assertThatThrownBy(() -> updateUser(
                        id, AttributeOperation.builder().attributePath(path).build()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(path.substring(path.indexOf('.') + 1));
    }

    @Test
    void aUserIsFoundByNameEmailAndExternalId() {
        String id = createUser("ada");
        standIn.externalIds(id, List.of(OKTA));

        for (String path : List.of("userName", "emails.value")) {
            assertThat(store.getUserId(request -> request.identityStoreId(STORE)
                                    .alternateIdentifier(
                                            alternate -> alternate.uniqueAttribute(unique -> unique.attributePath(path)
                                                    .attributeValue(Document.fromString("ada@example.com")))))
                            .userId())
                    .as(path)
                    .isEqualTo(id);
        }
        assertThat(store.getUserId(request -> request.identityStoreId(STORE)
                                .alternateIdentifier(alternate -> alternate.externalId(external ->
                                        external.issuer(OKTA.issuer()).id(OKTA.id()))))
                        .userId())
                .isEqualTo(id);
        assertThat(store.describeUser(request -> request.identityStoreId(STORE).userId(id))
                        .externalIds())
                .singleElement()
                .satisfies(external -> assertThat(external.id()).isEqualTo("00u1"));
    }

    @Test
    void anUnknownUserSaysWhatIsMissing() {
        ResourceNotFoundException missing = catchThrowableOfType(
                ResourceNotFoundException.class,
                () -> store.describeUser(
                        request -> request.identityStoreId(STORE).userId(UNKNOWN)));

        assertThat(missing.resourceType()).isEqualTo(ResourceType.USER);
        assertThat(missing.resourceId()).isEqualTo(UNKNOWN);
        assertThat(missing.statusCode()).isEqualTo(400);
    }

    @Test
    void anUnknownStoreIsNotFound() {
        ResourceNotFoundException missing = catchThrowableOfType(
                ResourceNotFoundException.class,
                () -> store.listUsers(request -> request.identityStoreId("d-0000000000")));

        assertThat(missing.resourceType()).isEqualTo(ResourceType.IDENTITY_STORE);
    }

    @Test
    void aGroupIsRenamedInPlaceAndItsNameIsUnique() {
        String id = createGroup("developers");
        store.updateGroup(request -> request.identityStoreId(STORE)
                .groupId(id)
                .operations(
                        set("displayName", Document.fromString("engineers")),
                        set("description", Document.fromString("All of them"))));

        var group =
                store.describeGroup(request -> request.identityStoreId(STORE).groupId(id));
        assertThat(group.displayName()).isEqualTo("engineers");
        assertThat(group.description()).isEqualTo("All of them");
        assertThat(createGroup("developers")).isNotEqualTo(id);
        assertThatThrownBy(() -> createGroup("engineers")).isInstanceOf(ConflictException.class);
    }

    @Test
    void listsAreFilteredByName() {
        String ada = createUser("ada");
        createUser("bob");
        String group = createGroup("developers");
        createGroup("others");

        assertThat(store.listUsers(request -> request.identityStoreId(STORE)
                                .filters(filter ->
                                        filter.attributePath("UserName").attributeValue("ada@example.com")))
                        .users())
                .singleElement()
                .satisfies(user -> assertThat(user.userId()).isEqualTo(ada));
        assertThat(store.listGroups(request -> request.identityStoreId(STORE)
                                .filters(filter ->
                                        filter.attributePath("DisplayName").attributeValue("developers")))
                        .groups())
                .singleElement()
                .satisfies(found -> assertThat(found.groupId()).isEqualTo(group));
        assertThatThrownBy(() -> store.listUsers(request -> request.identityStoreId(STORE)
                        .filters(filter -> filter.attributePath("Title").attributeValue("x"))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("UserName");
    }

    @Test
    void aMembershipIsMadeOnceAndFoundFromBothSides() {
        String group = createGroup("developers");
        String other = createGroup("others");
        String ada = createUser("ada");
        String membership = join(group, ada);

        assertThatThrownBy(() -> join(group, ada))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        conflict -> assertThat(conflict.reason())
                                .isEqualTo(ConflictExceptionReason.UNIQUENESS_CONSTRAINT_VIOLATION));
        assertThat(members(group)).extracting(GroupMembership::membershipId).containsExactly(membership);
        assertThat(store.listGroupMembershipsForMember(
                                request -> request.identityStoreId(STORE).memberId(MemberId.fromUserId(ada)))
                        .groupMemberships())
                .extracting(GroupMembership::groupId)
                .containsExactly(group);
        assertThat(store.getGroupMembershipId(request ->
                                request.identityStoreId(STORE).groupId(group).memberId(MemberId.fromUserId(ada)))
                        .membershipId())
                .isEqualTo(membership);
        assertThat(store.isMemberInGroups(request -> request.identityStoreId(STORE)
                                .memberId(MemberId.fromUserId(ada))
                                .groupIds(group, other))
                        .results())
                .extracting(result -> result.membershipExists())
                .containsExactly(true, false);
    }

    @Test
    void aMembershipThatWasDeletedIsGone() {
        String group = createGroup("developers");
        String ada = createUser("ada");
        String membership = join(group, ada);

        store.deleteGroupMembership(request -> request.identityStoreId(STORE).membershipId(membership));

        assertThat(members(group)).isEmpty();
        assertThatThrownBy(() -> store.deleteGroupMembership(
                        request -> request.identityStoreId(STORE).membershipId(membership)))
                .isInstanceOfSatisfying(
                        ResourceNotFoundException.class,
                        missing -> assertThat(missing.resourceType()).isEqualTo(ResourceType.GROUP_MEMBERSHIP));
    }

    @Test
    void aDeletedUserLeavesItsGroupsAndADeletedGroupItsMembers() {
        String group = createGroup("developers");
        String other = createGroup("others");
        String ada = createUser("ada");
        String bob = createUser("bob");
        join(group, ada);
        join(group, bob);
        join(other, bob);

        store.deleteUser(request -> request.identityStoreId(STORE).userId(ada));
        store.deleteGroup(request -> request.identityStoreId(STORE).groupId(other));

        assertThat(members(group))
                .extracting(membership -> membership.memberId().userId())
                .containsExactly(bob);
        assertThat(store.listGroupMembershipsForMember(
                                request -> request.identityStoreId(STORE).memberId(MemberId.fromUserId(bob)))
                        .groupMemberships())
                .extracting(GroupMembership::groupId)
                .containsExactly(group);
    }

    @Test
    void anIdMayBeGivenAsArn() {
        String id = createUser("ada");

        assertThat(store.describeUser(
                                request -> request.identityStoreId(STORE).userId("arn:aws:identitystore:::user/" + id))
                        .userId())
                .isEqualTo(id);
    }

    private String createUser(String name) {
        return store.createUser(SdkClients.user(name)).userId();
    }

    private String createGroup(String name) {
        return store.createGroup(request -> request.identityStoreId(STORE).displayName(name))
                .groupId();
    }

    private String join(String group, String user) {
        return store.createGroupMembership(
                        request -> request.identityStoreId(STORE).groupId(group).memberId(MemberId.fromUserId(user)))
                .membershipId();
    }

    private List<GroupMembership> members(String group) {
        return store.listGroupMemberships(
                        request -> request.identityStoreId(STORE).groupId(group))
                .groupMemberships();
    }

    private void updateUser(String id, AttributeOperation... operations) {
        store.updateUser(request -> request.identityStoreId(STORE).userId(id).operations(operations));
    }

    private static AttributeOperation set(String path, Document value) {
        return AttributeOperation.builder()
                .attributePath(path)
                .attributeValue(value)
                .build();
    }
}
