package dev.kirooperator.api;

/**
 * A manifest that is rejected.
 *
 * @param field the path that the message must name
 * @param message a part of the message
 */
record BadManifest(String title, String spec, String field, String message) {

    @Override
    public String toString() {
        return title;
    }
}
