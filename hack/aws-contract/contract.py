"""The contract of the stand-in for AWS, checked by boto3.

botocore checks every request against AWS's own service model and parses every answer and error with it, so that the two sides of the protocol are not written
by the same hand. Prints one line for each check; the exit status is 1 when one failed.

Usage: contract.py URL
"""

import sys

import boto3
from botocore.config import Config

from harness import STORE, Contract, Failed, equal, user

UNKNOWN = "9999999999-00000000-0000-4000-8000-000000000000"
OVERAGE_CAP = {"ServiceCode": "kiro", "QuotaCode": "L-75434B0B"}


def check_users(c: Contract) -> None:
    store = c.store
    ada = c.user("ada")

    def described() -> None:
        answer = store.describe_user(IdentityStoreId=STORE, UserId=ada)
        equal(answer["UserName"], "ada@example.com")
        equal(answer["Name"], {"GivenName": "ada", "FamilyName": "Example"})
        equal(answer["Emails"], [{"Value": "ada@example.com", "Type": "work", "Primary": True}])
        equal(answer["UserStatus"], "ENABLED")
        equal(answer["UserArn"], f"arn:aws:identitystore:::user/{ada}")

    def found() -> None:
        for path, value in (("userName", "ada@example.com"), ("emails.value", "ada@example.com")):
            unique = {"UniqueAttribute": {"AttributePath": path, "AttributeValue": value}}
            equal(store.get_user_id(IdentityStoreId=STORE, AlternateIdentifier=unique)["UserId"], ada)

    def filtered() -> None:
        wanted = [{"AttributePath": "UserName", "AttributeValue": "ada@example.com"}]
        equal([u["UserId"] for u in store.list_users(IdentityStoreId=STORE, Filters=wanted)["Users"]], [ada])

    def changed() -> None:
        operations = [
            {"AttributePath": "name.givenName", "AttributeValue": "Augusta"},
            {"AttributePath": "title", "AttributeValue": "Countess"},
            {"AttributePath": "emails", "AttributeValue": [{"value": "augusta@example.com", "type": "work"}]},
        ]
        store.update_user(IdentityStoreId=STORE, UserId=ada, Operations=operations)
        answer = store.describe_user(IdentityStoreId=STORE, UserId=ada)
        equal(answer["Name"]["GivenName"], "Augusta")
        equal(answer["Emails"], [{"Value": "augusta@example.com", "Type": "work"}])
        equal(answer["Title"], "Countess")
        store.update_user(IdentityStoreId=STORE, UserId=ada, Operations=[{"AttributePath": "title"}])
        equal("Title" in store.describe_user(IdentityStoreId=STORE, UserId=ada), False)

    def revision() -> None:
        now = store.describe_user(IdentityStoreId=STORE, UserId=ada)["Revision"]
        change = [{"AttributePath": "locale", "AttributeValue": "en-GB"}]
        c.fails(
            "ConflictException",
            store.update_user,
            {"Reason": "CONCURRENT_MODIFICATION"},
            IdentityStoreId=STORE,
            UserId=ada,
            Operations=change,
            Revision="999",
        )
        store.update_user(IdentityStoreId=STORE, UserId=ada, Operations=change, Revision=now)

    def deleted() -> None:
        gone = c.user("gone")
        store.delete_user(IdentityStoreId=STORE, UserId=gone)
        missing = {"ResourceType": "USER", "ResourceId": gone}
        c.fails("ResourceNotFoundException", store.describe_user, missing, IdentityStoreId=STORE, UserId=gone)

    def unique() -> None:
        taken = {"Reason": "UNIQUENESS_CONSTRAINT_VIOLATION"}
        c.fails("ConflictException", store.create_user, taken, **user("ada"))
        c.fails("ConflictException", store.create_user, taken, **user("ADA"))

    def validated() -> None:
        for name, request in {
            "no display name": {k: v for k, v in user("x").items() if k != "DisplayName"},
            "no name": {k: v for k, v in user("x").items() if k != "Name"},
            "reserved": user("x", UserName="Administrator"),
            "blank in the user name": user("x", UserName="a b"),
            "two e-mails": user("x", Emails=[{"Value": "a@example.com"}, {"Value": "b@example.com"}]),
        }.items():
            try:
                c.fails("ValidationException", store.create_user, **request)
            except Failed as problem:
                raise Failed(f"{name}: {problem}") from problem

    c.check("a user is described as it was created", described)
    c.check("a user is found by name and e-mail", found)
    c.check("users are filtered by name", filtered)
    c.check("a user name is unique, whatever its case", unique)
    c.check("attributes of a user are set and removed", changed)
    c.check("an update of another revision is a conflict", revision)
    c.check("a deleted user is not found", deleted)
    c.check("a wrong user is a validation error", validated)


def check_groups(c: Contract) -> None:
    store = c.store
    group = c.group("developers")

    def lifecycle() -> None:
        operations = [
            {"AttributePath": "displayName", "AttributeValue": "engineers"},
            {"AttributePath": "description", "AttributeValue": "All of them"},
        ]
        store.update_group(IdentityStoreId=STORE, GroupId=group, Operations=operations)
        answer = store.describe_group(IdentityStoreId=STORE, GroupId=group)
        equal((answer["DisplayName"], answer["Description"]), ("engineers", "All of them"))
        name = {"UniqueAttribute": {"AttributePath": "displayName", "AttributeValue": "engineers"}}
        equal(store.get_group_id(IdentityStoreId=STORE, AlternateIdentifier=name)["GroupId"], group)
        wanted = [{"AttributePath": "DisplayName", "AttributeValue": "engineers"}]
        equal([g["GroupId"] for g in store.list_groups(IdentityStoreId=STORE, Filters=wanted)["Groups"]], [group])

    def unique() -> None:
        taken = {"Reason": "UNIQUENESS_CONSTRAINT_VIOLATION"}
        c.fails("ConflictException", store.create_group, taken, IdentityStoreId=STORE, DisplayName="engineers")

    def missing() -> None:
        where = {"ResourceType": "GROUP", "ResourceId": UNKNOWN}
        c.fails("ResourceNotFoundException", store.delete_group, where, IdentityStoreId=STORE, GroupId=UNKNOWN)
        other = {"ResourceType": "IDENTITY_STORE", "ResourceId": "d-0000000000"}
        c.fails("ResourceNotFoundException", store.list_groups, other, IdentityStoreId="d-0000000000")

    def external() -> None:
        ids = [{"issuer": "https://idp.example.com", "id": "00g1"}]
        c.control("POST", "external-ids", {"id": group, "externalIds": ids})
        identifier = {"ExternalId": {"Issuer": "https://idp.example.com", "Id": "00g1"}}
        equal(store.get_group_id(IdentityStoreId=STORE, AlternateIdentifier=identifier)["GroupId"], group)
        answer = store.describe_group(IdentityStoreId=STORE, GroupId=group)
        equal(answer["ExternalIds"], [{"Issuer": "https://idp.example.com", "Id": "00g1"}])

    c.check("a group is renamed in place and found", lifecycle)
    c.check("a group's name is unique", unique)
    c.check("what is not there is not found", missing)
    c.check("a group of an identity provider has external ids", external)


def check_memberships(c: Contract) -> None:
    store = c.store
    group, other = c.group("members"), c.group("others")
    bob = c.user("bob")
    member = {"UserId": bob}

    def lifecycle() -> None:
        made = store.create_group_membership(IdentityStoreId=STORE, GroupId=group, MemberId=member)
        membership = made["MembershipId"]
        answer = store.describe_group_membership(IdentityStoreId=STORE, MembershipId=membership)
        equal((answer["GroupId"], answer["MemberId"]), (group, member))
        same = store.get_group_membership_id(IdentityStoreId=STORE, GroupId=group, MemberId=member)
        equal(same["MembershipId"], membership)
        mine = store.list_group_memberships_for_member(IdentityStoreId=STORE, MemberId=member)["GroupMemberships"]
        equal([m["MembershipId"] for m in mine], [membership])
        result = store.is_member_in_groups(IdentityStoreId=STORE, MemberId=member, GroupIds=[group, other])
        equal([r["MembershipExists"] for r in result["Results"]], [True, False])

    def once() -> None:
        taken = {"Reason": "UNIQUENESS_CONSTRAINT_VIOLATION"}
        request = {"IdentityStoreId": STORE, "GroupId": group, "MemberId": member}
        c.fails("ConflictException", store.create_group_membership, taken, **request)

    def gone_with_user() -> None:
        store.delete_user(IdentityStoreId=STORE, UserId=bob)
        equal(store.list_group_memberships(IdentityStoreId=STORE, GroupId=group)["GroupMemberships"], [])

    c.check("a membership is made, described and found", lifecycle)
    c.check("a user is in a group only once", once)
    c.check("a deleted user leaves its groups", gone_with_user)


def check_pages(c: Contract) -> None:
    group = c.group("pages")
    people = [c.user(f"page{number:02}") for number in range(13)]
    for person in people:
        c.store.create_group_membership(IdentityStoreId=STORE, GroupId=group, MemberId={"UserId": person})

    def pages() -> None:
        for size in (1, 2, 5, 12, 13, 14, 100):
            paginator = c.store.get_paginator("list_group_memberships")
            config = {"PageSize": size}
            found = paginator.paginate(IdentityStoreId=STORE, GroupId=group, PaginationConfig=config)
            equal([m["MemberId"]["UserId"] for page in found for m in page["GroupMemberships"]], people)

    def limits() -> None:
        config = Config(parameter_validation=False, retries={"total_max_attempts": 1})
        keys = {"aws_access_key_id": "AKIACONTRACT00000000", "aws_secret_access_key": "secret"}
        loose = boto3.client("identitystore", region_name="us-east-1", endpoint_url=c.url, config=config, **keys)
        for size in (0, 101):
            c.fails("ValidationException", loose.list_users, IdentityStoreId=STORE, MaxResults=size)
        c.fails("ValidationException", c.store.list_users, IdentityStoreId=STORE, NextToken="bm90aGluZw==")
        token = c.store.list_users(IdentityStoreId=STORE, MaxResults=1)["NextToken"]
        c.fails("ValidationException", c.store.list_groups, IdentityStoreId=STORE, NextToken=token)

    c.check("every page size gives all members once, in order", pages)
    c.check("wrong page sizes and tokens are validation errors", limits)


def check_sso_admin(c: Contract) -> None:
    sso = c.sso
    instance = sso.list_instances()["Instances"][0]
    arn = instance["InstanceArn"]
    application = sso.list_applications(InstanceArn=arn)["Applications"][0]["ApplicationArn"]
    principal = {"PrincipalId": c.group("assigned"), "PrincipalType": "GROUP"}

    def described() -> None:
        equal(instance["IdentityStoreId"], STORE)
        answer = sso.describe_instance(InstanceArn=arn)
        equal((answer["Status"], answer["OwnerAccountId"]), ("ACTIVE", instance["OwnerAccountId"]))
        equal(sso.describe_application(ApplicationArn=application)["Name"], "KiroProfile-us-east-1")

    def elsewhere() -> None:
        equal(c.client("sso-admin", "eu-central-1").list_instances()["Instances"], [])
        c.fails("ConflictException", sso.create_instance)

    def assigned() -> None:
        sso.create_application_assignment(ApplicationArn=application, **principal)
        c.fails("ConflictException", sso.create_application_assignment, ApplicationArn=application, **principal)
        row = {"ApplicationArn": application} | principal
        equal(sso.list_application_assignments(ApplicationArn=application)["ApplicationAssignments"], [row])
        mine = sso.list_application_assignments_for_principal(InstanceArn=arn, **principal)
        equal(mine["ApplicationAssignments"], [row])
        sso.describe_application_assignment(ApplicationArn=application, **principal)
        sso.delete_application_assignment(ApplicationArn=application, **principal)
        request = {"ApplicationArn": application} | principal
        c.fails("ResourceNotFoundException", sso.delete_application_assignment, **request)

    def accounts() -> None:
        rows = sso.list_account_assignments_for_principal(InstanceArn=arn, **principal)["AccountAssignments"]
        equal(rows, [])

    c.check("instance and application are described", described)
    c.check("there is one instance, in one Region", elsewhere)
    c.check("a principal is assigned to the application and removed", assigned)
    c.check("no permission set is assigned", accounts)


def check_sts_and_quotas(c: Contract) -> None:
    def identity() -> None:
        equal(c.sts.get_caller_identity()["Arn"], "arn:aws:iam::123456789012:user/AKIACONTRACT00000000")

    def assumed() -> None:
        role = "arn:aws:iam::123456789012:role/KiroOperator"
        answer = c.sts.assume_role(RoleArn=role, RoleSessionName="contract")
        keys = answer["Credentials"]
        session = c.client(
            "sts",
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys["SessionToken"],
        )
        equal(session.get_caller_identity()["Arn"], answer["AssumedRoleUser"]["Arn"])
        c.fails("ValidationError", c.sts.assume_role, RoleArn=role[:20], RoleSessionName="contract")

    def cap() -> None:
        quota = c.quotas.get_service_quota(**OVERAGE_CAP)["Quota"]
        equal((quota["Value"], quota["Adjustable"]), (400.0, True))
        c.quotas.request_service_quota_increase(DesiredValue=500, **OVERAGE_CAP)
        equal(c.quotas.get_service_quota(**OVERAGE_CAP)["Quota"]["Value"], 500.0)
        equal(c.quotas.get_aws_default_service_quota(**OVERAGE_CAP)["Quota"]["Value"], 400.0)
        lower = {"DesiredValue": 300} | OVERAGE_CAP
        c.fails("IllegalArgumentException", c.quotas.request_service_quota_increase, **lower)
        other = {"ServiceCode": "kiro", "QuotaCode": "L-00000000"}
        c.fails("NoSuchResourceException", c.quotas.get_service_quota, **other)

    c.check("the caller is the one that signed", identity)
    c.check("a role is assumed", assumed)
    c.check("the overage cap only goes up", cap)


def check_quota(c: Contract) -> None:
    def throttled() -> None:
        c.control("POST", "settings", {"quota": True, "quotaRate": 1})
        try:
            c.store.list_groups(IdentityStoreId=STORE)
            c.fails("ThrottlingException", c.store.list_groups, {"RetryAfterSeconds": 1}, IdentityStoreId=STORE)
        finally:
            c.control("POST", "settings", {"quota": False})

    c.check("calls over the quota are throttled with a hint", throttled)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    contract = Contract(sys.argv[1])
    contract.control("POST", "reset")
    contract.control("POST", "settings", {"quota": False})
    for part in (
        check_users,
        check_groups,
        check_memberships,
        check_pages,
        check_sso_admin,
        check_sts_and_quotas,
        check_quota,
    ):
        part(contract)
    contract.control("POST", "reset")
    print(f"{contract.checks - contract.failures} of {contract.checks} checks passed with boto3 {boto3.__version__}")
    return 1 if contract.failures else 0


if __name__ == "__main__":
    sys.exit(main())
