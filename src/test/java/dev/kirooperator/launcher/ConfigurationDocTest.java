package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {

    private static final String ROW_START = "| `kiro.";

    @Test
    void theTableHasEveryKeyAndNoOther() throws IOException {
        assertThat(documented().keySet()).containsExactlyInAnyOrderElementsOf(keys().keySet());
    }

    @Test
    void theTableHasEveryDefaultOfTheCode() throws IOException {
        Map<String, String> documented = documented();
        keys().forEach((key, value) -> {
            if (!value.isEmpty()) {
                assertThat(documented.get(key)).as(key).isEqualTo("`" + value + "`");
            }
        });
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/configuration.md"))) {
            if (line.startsWith(ROW_START)) {
                String[] cells = line.split("\\|", -1);
                rows.put(cells[1].strip().replace("`", ""), cells[2].strip());
            }
        }
        return rows;
    }

    /** Every key with its default; empty where the code states none. */
    private static Map<String, String> keys() {
        Map<String, String> keys = new TreeMap<>();
        collect("kiro", KiroConfig.class, keys);
        return keys;
    }

    private static void collect(String prefix, Class<?> group, Map<String, String> keys) {
        List<Method> methods = new ArrayList<>(Arrays.asList(group.getDeclaredMethods()));
        methods.sort(Comparator.comparing(Method::getName));
        for (Method method : methods) {
            String key = prefix + "." + kebab(method.getName());
            if (method.getReturnType() == Map.class) {
                key += ".*";
            }
            Class<?> nested = leaf(method.getGenericReturnType());
            boolean isList = method.getGenericReturnType().getTypeName().contains("java.util.List<" + nested.getName());
            if (nested.isInterface() && nested.getName().startsWith(KiroConfig.class.getName())) {
                collect(isList ? key + "[*]" : key, nested, keys);
            } else {
                WithDefault value = method.getAnnotation(WithDefault.class);
                keys.put(key, value == null ? "" : value.value());
            }
        }
    }

    private static Class<?> leaf(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return leaf(arguments[arguments.length - 1]);
        }
        return (Class<?>) type;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
