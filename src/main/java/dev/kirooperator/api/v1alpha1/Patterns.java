package dev.kirooperator.api.v1alpha1;

/** Regular expressions of the schema, in the syntax that RE2 (the API server) and Java share. */
final class Patterns {

    /** Letters and digits of every script: AWS takes internationalised addresses. */
    private static final String ALPHANUMERIC = "\\p{L}\\p{M}\\p{N}";

    /** RFC 5322's atom without the backtick. */
    private static final String ATOM = "[" + ALPHANUMERIC + "!#$%&'*+/=?^_{|}~-]+";

    private static final String LABEL_END = "([" + ALPHANUMERIC + "-]{0,61}[" + ALPHANUMERIC + "])?";

    /** One address and nothing else: no list, no URL, no display name, no comment, no quoted local part. */
    static final String EMAIL =
            "^" + ATOM + "(\\." + ATOM + ")*@([\\p{L}\\p{N}]" + LABEL_END + "\\.)+\\p{L}" + LABEL_END + "$";

    /** What AWS takes in any text: no control, zero-width or unassigned characters. */
    private static final String VISIBLE = "\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}";

    /** AWS's own set for user names. */
    static final String USER_NAME = "^[" + VISIBLE + "]+$";

    /** AWS's set for names, without the white space that nobody can tell from a blank; the ideographic one is usual in names. */
    static final String NAME = "^[" + VISIBLE + "]([" + VISIBLE + " \\x{3000}]*[" + VISIBLE + "])?$";

    /** AWS's set for descriptions, as it is. */
    static final String TEXT = "^[" + VISIBLE + "\\t\\n\\r \\x{A0}\\x{3000}]*$";

    /** A label's key: a DNS subdomain and a slash, or neither, and a name. */
    static final String LABEL_KEY = "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
            + "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";

    private Patterns() {}
}
