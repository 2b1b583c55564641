package dev.kirooperator.sandbox.aws.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.kirooperator.sandbox.aws.world.ExternalId;
import dev.kirooperator.sandbox.aws.world.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /_sandbox/}: the controls over HTTP with JSON. Wrong input is answered with 400 and an explanation. */
public final class ControlEndpoint implements HttpHandler {
    private record Route(String method, String path, String what, Action action) {}

    @FunctionalInterface
    private interface Action {
        JsonNode run(ControlRequest request);
    }

    private final Controls controls;
    private final List<Route> routes;

    public ControlEndpoint(Controls controls) {
        this.controls = controls;
        routes = List.of(
                new Route("GET", "", "this list", request -> index()),
                new Route("GET", "state", "everything the stand-in holds", request -> controls.dump()),
                new Route("GET", "calls", "calls so far; ?after=N, ?operation=PATTERN, ?writes=true", this::calls),
                new Route("DELETE", "calls", "forget the calls", request -> done(controls::clearCalls)),
                new Route("POST", "sign-in", "{\"userName\": ...} or {\"userId\": ...}: first sign-in", this::signIn),
                new Route("GET", "clock", "the stand-in's time", request -> time()),
                new Route(
                        "POST", "clock", "{\"advance\": \"PT1H\"} or {\"set\": \"2027-01-01T00:00:00Z\"}", this::clock),
                new Route("POST", "account", "{\"blocked\": true}: no new seats", this::account),
                new Route("GET", "faults", "faults that wait", request -> ControlJson.tree(controls.faults())),
                new Route("POST", "faults", "a fault, or a list: operation, kind, times, ...", this::addFaults),
                new Route("DELETE", "faults", "drop all faults", request -> done(controls::clearFaults)),
                new Route(
                        "GET", "settings", "delays, quota, oddities", request -> ControlJson.tree(controls.settings())),
                new Route("POST", "settings", "some of the settings, to change them", this::settings),
                new Route(
                        "POST", "external-ids", "{\"id\": ..., \"externalIds\": [...]}: play SCIM", this::externalIds),
                new Route(
                        "POST",
                        "account-assignments",
                        "{\"groupId\": ..., \"permissionSetArns\": [...]}: give a group AWS accounts",
                        this::accountAssignments),
                new Route("POST", "reset", "back to the start", request -> done(controls::reset)));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ControlRequest request = ControlRequest.of(exchange);
            Optional<Route> route = routes.stream()
                    .filter(one ->
                            one.path().equals(request.path()) && one.method().equals(request.method()))
                    .findFirst();
            if (route.isEmpty()) {
                send(
                        exchange,
                        404,
                        error("There is no " + request.method() + " /_sandbox/" + request.path()
                                + "; GET /_sandbox/ lists what there is."));
                return;
            }
            try {
                send(exchange, 200, route.get().action().run(request));
            } catch (IllegalArgumentException wrong) {
                send(exchange, 400, error(String.valueOf(wrong.getMessage())));
            } catch (RuntimeException broken) {
                send(exchange, 500, error("The stand-in itself failed: " + broken));
            }
        }
    }

    private JsonNode index() {
        ObjectNode index = ControlJson.object();
        routes.forEach(route -> index.put(route.method() + " /_sandbox/" + route.path(), route.what()));
        return index;
    }

    private JsonNode calls(ControlRequest request) {
        long after = request.number("after");
        boolean writes = request.query("writes").equals("true");
        String pattern = request.query("operation");
        Glob glob = new Glob(pattern.isEmpty() ? "*" : pattern);
        return ControlJson.tree(controls.calls().stream()
                .filter(call -> call.number() > after)
                .filter(call -> !writes || call.isWrite())
                .filter(call -> glob.matches(call.service(), call.operation()))
                .toList());
    }

    private JsonNode signIn(ControlRequest request) {
        Fields fields = Fields.of("sign-in", request.json(), "userId", "userName");
        String user = fields.text("userId").orElseGet(() -> fields.required("userName"));
        return done(() -> controls.signIn(user));
    }

    private JsonNode time() {
        return ControlJson.object().put("time", controls.now().toString());
    }

    private JsonNode clock(ControlRequest request) {
        Fields fields = Fields.of("clock", request.json(), "advance", "set");
        try {
            Optional<Duration> by = fields.text("advance").map(Duration::parse);
            if (by.isPresent()) {
                controls.advance(by.get());
            } else {
                controls.setClock(Instant.parse(fields.required("set")));
            }
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException(
                    "clock: '" + wrong.getParsedString()
                            + "' is no ISO 8601 duration (PT1H, P31D) or time (2027-01-01T00:00:00Z).",
                    wrong);
        }
        return time();
    }

    private JsonNode account(ControlRequest request) {
        Fields fields = Fields.of("account", request.json(), "blocked");
        if (fields.node("blocked").isEmpty()) {
            throw new IllegalArgumentException("account: 'blocked' is missing; give true or false.");
        }
        return done(() -> controls.block(fields.flag("blocked", false)));
    }

    private JsonNode addFaults(ControlRequest request) {
        List<Fault> faults = new ArrayList<>();
        JsonNode json = request.json();
        if (json.isArray()) {
            json.forEach(one -> faults.add(FaultReader.read(one)));
        } else {
            faults.add(FaultReader.read(json));
        }
        faults.forEach(controls::fault);
        return ControlJson.tree(controls.faults());
    }

    private JsonNode settings(ControlRequest request) {
        if (!(request.json() instanceof ObjectNode changes)) {
            throw new IllegalArgumentException("settings: expected a JSON object, found " + request.json());
        }
        controls.settings(old -> ControlJson.patch(old, changes, Settings.class));
        return ControlJson.tree(controls.settings());
    }

    private JsonNode externalIds(ControlRequest request) {
        Fields fields = Fields.of("external-ids", request.json(), "id", "externalIds");
        List<ExternalId> ids = fields.list("externalIds").stream()
                .map(one -> {
                    Fields id = Fields.of("externalIds", one, "issuer", "id");
                    return new ExternalId(id.required("issuer"), id.required("id"));
                })
                .toList();
        return done(() -> controls.externalIds(fields.required("id"), ids));
    }

    private JsonNode accountAssignments(ControlRequest request) {
        Fields fields = Fields.of("account-assignments", request.json(), "groupId", "permissionSetArns");
        List<String> arns =
                fields.list("permissionSetArns").stream().map(JsonNode::asText).toList();
        return done(() -> controls.accountAssignments(fields.required("groupId"), arns));
    }

    private static JsonNode done(Runnable action) {
        action.run();
        return ControlJson.object().put("done", true);
    }

    private static JsonNode error(String message) {
        return ControlJson.object().put("error", message);
    }

    private static void send(HttpExchange exchange, int status, JsonNode json) throws IOException {
        byte[] body = ControlJson.pretty(json).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
