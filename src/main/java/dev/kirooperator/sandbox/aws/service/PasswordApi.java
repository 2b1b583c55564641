package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.World;
import java.util.Map;
import java.util.regex.Pattern;

/** The console's way to give a user a password: a mail with a link, or a one-time password that the administrator passes on. */
final class PasswordApi {
    private static final Rule MODE = new Rule(5, Pattern.compile("EMAIL|OTP"));
    /** Never a secret: the stand-in has no sign-in page that would take it. */
    private static final String FAKE_PASSWORD = "stand-in-one-time-password";

    private final World world;

    private final StoreScope scope;

    PasswordApi(World world, StoreScope scope) {
        this.world = world;
        this.scope = scope;
    }

    Service service() {
        return Service.of(
                "userpool", "SWBUPService", "userpool", Dialect.IDENTITY_STORE, Map.of("UpdatePassword", this::update));
    }

    private ObjectNode update(Caller caller, Input in) {
        String userId = scope.onlyDirectory(caller, in)
                .user(StoreScope.id(in, "UserId"))
                .id();
        String mode = in.required("PasswordMode", MODE);
        world.addMail(userId, mode);
        ObjectNode answer = Json.object();
        return mode.equals("OTP") ? answer.put("Password", FAKE_PASSWORD) : answer;
    }
}
