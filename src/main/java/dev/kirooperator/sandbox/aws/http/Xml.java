package dev.kirooperator.sandbox.aws.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;

/** Answers of the query protocol, which STS speaks. */
final class Xml {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private Xml() {}

    static String result(String operation, ObjectNode result, String requestId) {
        return "<" + operation + "Response xmlns=\"" + NAMESPACE + "\"><" + operation + "Result>" + members(result)
                + "</" + operation + "Result><ResponseMetadata>" + element("RequestId", escape(requestId))
                + "</ResponseMetadata></" + operation + "Response>";
    }

    static String error(ApiException error, String requestId) {
        String fault = error.status() >= 500 ? "Receiver" : "Sender";
        return "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error>" + element("Type", fault)
                + element("Code", escape(error.code())) + element("Message", escape(String.valueOf(error.getMessage())))
                + "</Error>" + element("RequestId", escape(requestId)) + "</ErrorResponse>";
    }

    private static String members(ObjectNode object) {
        StringBuilder xml = new StringBuilder();
        object.properties().forEach(member -> xml.append(element(member.getKey(), content(member.getValue()))));
        return xml.toString();
    }

    private static String content(JsonNode value) {
        return value instanceof ObjectNode object ? members(object) : escape(value.asText());
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
