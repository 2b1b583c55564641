package dev.kirooperator.sandbox.aws.service;

import java.util.Locale;

/** AWS writes members of requests as {@code UserName}, attribute paths as {@code userName}. */
final class Names {
    private Names() {}

    static String camel(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    static String pascal(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
