package dev.kirooperator.launcher;

import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;

/** Yes or no in the words that MicroProfile Config has for them. Its own converter takes every other word, and so every typo, for no. */
public final class StrictBoolean implements Converter<Boolean> {

    private static final Set<String> YES = Set.of("true", "1", "yes", "y", "on");
    private static final Set<String> NO = Set.of("false", "0", "no", "n", "off");

    @Override
    public Boolean convert(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new IllegalArgumentException("expected true or false, found \"" + value + "\"");
        }
        return YES.contains(word);
    }
}
