package dev.kirooperator.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.control.ControlJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A JSON operation of the stand-in, with a request of nothing but required members, whose {@code $names} stand for parts of a world, and what answers it in
 * a world that has them: an error's code, or {@code ok}.
 */
record Served(String service, String target, String signing, String operation, String request, String answer) {
    private static final List<String> READS = List.of("List", "Get", "Describe", "IsMember");

    private static final String TABLE = """
            identitystore AWSIdentityStore identitystore
              CreateUser ok {"IdentityStoreId":"$store","UserName":"new","DisplayName":"N","Name":{"GivenName":"N","FamilyName":"M"}}
              DescribeUser ok {"IdentityStoreId":"$store","UserId":"$user"}
              UpdateUser ok {"IdentityStoreId":"$store","UserId":"$user","Operations":[{"AttributePath":"title","AttributeValue":"x"}]}
              DeleteUser ok {"IdentityStoreId":"$store","UserId":"$user"}
              ListUsers ok {"IdentityStoreId":"$store"}
              GetUserId ok {"IdentityStoreId":"$store","AlternateIdentifier":{"UniqueAttribute":{"AttributePath":"userName","AttributeValue":"ada@example.com"}}}
              CreateGroup ok {"IdentityStoreId":"$store","DisplayName":"new"}
              DescribeGroup ok {"IdentityStoreId":"$store","GroupId":"$group"}
              UpdateGroup ok {"IdentityStoreId":"$store","GroupId":"$group","Operations":[{"AttributePath":"description","AttributeValue":"x"}]}
              DeleteGroup ok {"IdentityStoreId":"$store","GroupId":"$group"}
              ListGroups ok {"IdentityStoreId":"$store"}
              GetGroupId ok {"IdentityStoreId":"$store","AlternateIdentifier":{"UniqueAttribute":{"AttributePath":"displayName","AttributeValue":"developers"}}}
              CreateGroupMembership ok {"IdentityStoreId":"$store","GroupId":"$group","MemberId":{"UserId":"$other"}}
              DescribeGroupMembership ok {"IdentityStoreId":"$store","MembershipId":"$membership"}
              DeleteGroupMembership ok {"IdentityStoreId":"$store","MembershipId":"$membership"}
              ListGroupMemberships ok {"IdentityStoreId":"$store","GroupId":"$group"}
              ListGroupMembershipsForMember ok {"IdentityStoreId":"$store","MemberId":{"UserId":"$user"}}
              GetGroupMembershipId ok {"IdentityStoreId":"$store","GroupId":"$group","MemberId":{"UserId":"$user"}}
              IsMemberInGroups ok {"IdentityStoreId":"$store","MemberId":{"UserId":"$user"},"GroupIds":["$group"]}
            sso-admin SWBExternalService sso
              ListInstances ok {}
              DescribeInstance ok {"InstanceArn":"$instance"}
              CreateInstance ConflictException {}
              ListApplications ok {"InstanceArn":"$instance"}
              DescribeApplication ok {"ApplicationArn":"$application"}
              CreateApplicationAssignment ok {"ApplicationArn":"$application","PrincipalId":"$other","PrincipalType":"USER"}
              DescribeApplicationAssignment ok {"ApplicationArn":"$application","PrincipalId":"$user","PrincipalType":"USER"}
              DeleteApplicationAssignment ok {"ApplicationArn":"$application","PrincipalId":"$user","PrincipalType":"USER"}
              ListApplicationAssignments ok {"ApplicationArn":"$application"}
              ListApplicationAssignmentsForPrincipal ok {"InstanceArn":"$instance","PrincipalId":"$user","PrincipalType":"USER"}
              ListAccountAssignmentsForPrincipal ok {"InstanceArn":"$instance","PrincipalId":"$user","PrincipalType":"USER"}
            kiro-management KiroControlPlaneQDeveloperService q
              CreateAssignment ok {"principalId":"$other","principalType":"USER","subscriptionType":"Q_DEVELOPER_STANDALONE_PRO"}
              UpdateAssignment ok {"principalId":"$user","principalType":"USER","subscriptionType":"Q_DEVELOPER_STANDALONE_POWER"}
              DeleteAssignment ok {"principalId":"$user","principalType":"USER"}
            kiro-codewhisperer AmazonQDeveloperService q
              CreateAssignment ok {"principalId":"$other","principalType":"USER","subscriptionType":"Q_DEVELOPER_STANDALONE_PRO"}
              UpdateAssignment ok {"principalId":"$user","principalType":"USER","subscriptionType":"Q_DEVELOPER_STANDALONE_POWER"}
              DeleteAssignment ok {"principalId":"$user","principalType":"USER"}
            user-subscriptions AWSZornControlPlaneService user-subscriptions
              ListUserSubscriptions ok {"instanceArn":"$instance","subscriptionRegion":"us-east-1"}
              ListApplicationClaims ok {"applicationArn":"$application","subscriptionRegion":"us-east-1"}
              CreateClaim AccessDeniedException {}
            codewhisperer AWSCodeWhispererService codewhisperer
              ListProfiles ok {}
              CreateProfile ConflictException {"profileName":"x","identitySource":{"ssoIdentitySource":{"instanceArn":"$instance","ssoRegion":"us-east-1"}}}
              UpdateProfile ok {"profileArn":"$profile"}
              DeleteProfile ok {"profileArn":"$profile"}
            userpool SWBUPService userpool
              UpdatePassword ok {"UserId":"$user","PasswordMode":"EMAIL"}
            servicequotas ServiceQuotasV20190624 servicequotas
              GetServiceQuota ok {"ServiceCode":"kiro","QuotaCode":"L-75434B0B"}
              GetAWSDefaultServiceQuota ok {"ServiceCode":"kiro","QuotaCode":"L-75434B0B"}
              RequestServiceQuotaIncrease ok {"ServiceCode":"kiro","QuotaCode":"L-75434B0B","DesiredValue":500}
            """;

    /** All of them; STS, which speaks another protocol, is not among them. */
    static Stream<Served> all() {
        Stream.Builder<Served> all = Stream.builder();
        String[] service = {};
        for (String line : TABLE.lines().toList()) {
            String[] words = line.strip().split(" ", 3);
            if (line.startsWith(" ")) {
                all.add(new Served(service[0], service[1], service[2], words[0], words[2], words[1]));
            } else {
                service = words;
            }
        }
        return all.build();
    }

    boolean isWrite() {
        return READS.stream().noneMatch(operation::startsWith);
    }

    boolean isKiros() {
        return !List.of("identitystore", "sso-admin", "userpool", "servicequotas")
                .contains(service);
    }

    String targetHeader() {
        return target + "." + operation;
    }

    /** The request with the world's parts in it. */
    ObjectNode in(Map<String, String> world) {
        String text = request;
        for (Map.Entry<String, String> part : world.entrySet()) {
            text = text.replace("$" + part.getKey() + "\"", part.getValue() + "\"");
        }
        return (ObjectNode) ControlJson.parse(text);
    }

    @Override
    public String toString() {
        return service + ":" + operation;
    }
}
