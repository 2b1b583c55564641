package dev.kirooperator.sandbox.aws.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.service.Dialect;
import dev.kirooperator.sandbox.aws.world.ApiException;

/** An answer as it goes out; {@code errorType} is empty on success. */
record Answer(int status, String contentType, String body, String errorType) {
    static Answer success(AwsRequest request, Dialect dialect, ObjectNode result, String requestId) {
        String text = dialect.query() ? Xml.result(request.operation(), result, requestId) : result.toString();
        return new Answer(200, contentType(request, dialect), text, "");
    }

    static Answer error(AwsRequest request, Dialect dialect, ApiException error, String requestId) {
        String text = dialect.query()
                ? Xml.error(error, requestId)
                : json(dialect, error, requestId).toString();
        return new Answer(error.status(), contentType(request, dialect), text, error.code());
    }

    private static ObjectNode json(Dialect dialect, ApiException error, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("__type", dialect.errorPrefix() + error.code());
        body.put(dialect.messageMember(), error.getMessage());
        error.members().forEach(body::putPOJO);
        if (dialect.requestId()) {
            body.put("RequestId", requestId);
        }
        return body;
    }

    private static String contentType(AwsRequest request, Dialect dialect) {
        return dialect.query() ? "text/xml" : request.jsonType();
    }
}
