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

    private Patterns() {}
}
