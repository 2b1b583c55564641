package dev.kirooperator.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.identitystore.model.AttributeOperation;
import software.amazon.awssdk.services.identitystore.model.MemberId;
import software.amazon.awssdk.services.identitystore.model.UpdateGroupRequest;
import software.amazon.awssdk.services.identitystore.model.UpdateUserRequest;

/** Makes an {@link AuditEntry} of every write that a client sends; a call that was never sent is none. */
final class AuditInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<Sent> SENT = new ExecutionAttribute<>("kiro-operator.sent");

    /** What may be told of a request and its answer, by AWS's names: never an attribute of a person. */
    private static final Map<String, String> TOLD = Map.of(
            "GroupId", "groupId",
            "UserId", "userId",
            "MembershipId", "membershipId",
            "principalId", "principalId",
            "principalType", "principalType",
            "subscriptionType", "plan",
            "InstanceArn", "instanceArn",
            "profileArn", "profileArn");

    private final String connection;
    private final Audit audit;

    AuditInterceptor(String connection, Audit audit) {
        this.connection = connection;
        this.audit = audit;
    }

    private record Sent(Instant first, long nanos, int attempts) {

        Sent again() {
            return new Sent(first, nanos, attempts + 1);
        }
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Sent sent = attributes.getAttribute(SENT);
        attributes.putAttribute(SENT, sent == null ? new Sent(Instant.now(), System.nanoTime(), 1) : sent.again());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        tell(
                attributes,
                context.request(),
                context.response(),
                AuditEntry.OK,
                Optional.of(context.response())
                        .filter(AwsResponse.class::isInstance)
                        .map(response -> ((AwsResponse) response).responseMetadata())
                        .map(AwsResponseMetadata::requestId));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Optional<AwsServiceException> answer = Optional.of(context.exception())
                .filter(AwsServiceException.class::isInstance)
                .map(AwsServiceException.class::cast);
        tell(
                attributes,
                context.request(),
                null,
                answer.map(AuditInterceptor::code).orElse(AuditEntry.NO_ANSWER),
                answer.flatMap(error -> Optional.ofNullable(error.requestId())));
    }

    private void tell(
            ExecutionAttributes attributes,
            SdkPojo request,
            @Nullable SdkResponse response,
            String outcome,
            Optional<String> requestId) {
        String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        Sent sent = attributes.getAttribute(SENT);
        boolean isRead =
                AwsOperation.named(operation).filter(known -> !known.isWrite()).isPresent();
        if (sent == null || isRead) {
            return;
        }
        audit.tell(
                operation,
                () -> new AuditEntry(
                        sent.first(),
                        connection,
                        audit.asker(),
                        String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)),
                        String.valueOf(attributes.getAttribute(AwsExecutionAttribute.AWS_REGION)),
                        operation,
                        about(request, response),
                        changed(request),
                        outcome,
                        requestId,
                        sent.attempts(),
                        Duration.ofNanos(System.nanoTime() - sent.nanos())));
    }

    private static Map<String, String> about(SdkPojo request, @Nullable SdkPojo response) {
        Map<String, String> told = new TreeMap<>();
        add(told, request);
        if (response != null) {
            add(told, response);
        }
        return told;
    }

    private static void add(Map<String, String> told, SdkPojo message) {
        for (SdkField<?> field : message.sdkFields()) {
            Object value = field.getValueOrDefault(message);
            if (value instanceof MemberId member && member.userId() != null) {
                told.put("userId", member.userId());
            } else if (value instanceof String text && TOLD.containsKey(field.locationName())) {
                told.put(TOLD.get(field.locationName()), text);
            }
        }
    }

    private static List<String> changed(SdkPojo request) {
        if (request instanceof UpdateUserRequest user) {
            return paths(user.operations());
        }
        return request instanceof UpdateGroupRequest group ? paths(group.operations()) : List.of();
    }

    private static List<String> paths(List<AttributeOperation> operations) {
        return operations.stream().map(AttributeOperation::attributePath).toList();
    }

    private static String code(AwsServiceException error) {
        AwsErrorDetails details = error.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        return code.isBlank() ? "HTTP " + error.statusCode() : code.substring(code.lastIndexOf('#') + 1);
    }
}
