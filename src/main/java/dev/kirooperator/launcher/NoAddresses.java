package dev.kirooperator.launcher;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jspecify.annotations.Nullable;

/**
 * Takes e-mail addresses out of the log. The operator's own lines have none; this is for exceptions of libraries that quote what they
 * were given. Every record passes.
 */
@LoggingFilter(name = "no-addresses")
final class NoAddresses implements Filter {

    private static final Pattern ADDRESS = Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]+@[\\w-]+(\\.[\\w-]+)+");
    private static final String INSTEAD = "<e-mail>";

    @Override
    public boolean isLoggable(LogRecord logged) {
        if (logged instanceof ExtLogRecord line) {
            String message = line.getFormattedMessage();
            if (has(message)) {
                line.setMessage(without(message), FormatStyle.NO_FORMAT);
            }
            Throwable thrown = line.getThrown();
            if (thrown != null && quotes(thrown)) {
                line.setThrown(new Quoted(thrown));
            }
        }
        return true;
    }

    private static boolean quotes(Throwable thrown) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            if (has(one.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(@Nullable String text) {
        return text != null && text.indexOf('@') >= 0 && ADDRESS.matcher(text).find();
    }

    private static String without(String text) {
        return ADDRESS.matcher(text).replaceAll(INSTEAD);
    }

    /** Another exception as it may be shown. */
    private static final class Quoted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String shown;

        Quoted(Throwable other) {
            super(other.getCause() == null ? null : new Quoted(other.getCause()));
            this.shown = without(other.toString());
            setStackTrace(other.getStackTrace());
        }

        @Override
        public String toString() {
            return shown;
        }
    }
}
