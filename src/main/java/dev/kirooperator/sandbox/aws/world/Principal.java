package dev.kirooperator.sandbox.aws.world;

/** A user or a group of the directory, by its Identity Store id. */
public record Principal(Type type, String id) {
    /** The kinds of principal that AWS's assignment APIs name. */
    public enum Type {
        USER,
        GROUP
    }

    public static Principal user(String id) {
        return new Principal(Type.USER, id);
    }

    public static Principal group(String id) {
        return new Principal(Type.GROUP, id);
    }
}
