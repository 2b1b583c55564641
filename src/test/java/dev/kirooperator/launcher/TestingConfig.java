package dev.kirooperator.launcher;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The operator's configuration, read as Quarkus reads it, from nothing but the given keys. */
final class TestingConfig {

    private static final int ORDINAL = 300;

    private TestingConfig() {}

    /** From system properties such as {@code kiro.sync.interval}. */
    static KiroConfig of(Map<String, String> properties) {
        return read(new PropertiesConfigSource(properties, "test", ORDINAL));
    }

    /** From environment variables such as {@code KIRO_SYNC_INTERVAL}; takes the keys as they are for properties. */
    static KiroConfig ofEnvironment(Map<String, String> properties) {
        Map<String, String> variables = new HashMap<>();
        properties.forEach((key, value) ->
                variables.put(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        return read(new EnvConfigSource(variables, ORDINAL));
    }

    private static KiroConfig read(ConfigSource source) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(KiroConfig.class)
                .withSources(source)
                .build()
                .getConfigMapping(KiroConfig.class);
    }
}
