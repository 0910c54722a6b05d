package io.centter.model.role;

/// How subjects and wildcards lie to each other: `*` stands for one token, `>` at the end for one or more. A subject
/// without wildcards is a pattern too. The place of an agent's own id (`{{name()}}`) is a token like any other.
public final class SubjectPattern {
    private static final String ONE = "*";
    private static final String REST = ">";

    private SubjectPattern() {}

    /// Whether every subject of `narrow` is one of `wide`.
    public static boolean covers(String wide, String narrow) {
        String[] more = wide.split("\\.", -1);
        String[] less = narrow.split("\\.", -1);
        for (int i = 0; i < more.length; i++) {
            if (i >= less.length) {
                return false;
            }
            if (more[i].equals(REST)) {
                return true;
            }
            if (less[i].equals(REST) || (!more[i].equals(ONE) && !more[i].equals(less[i]))) {
                return false;
            }
        }
        return more.length == less.length;
    }

    /// Whether there is any subject of both.
    public static boolean overlaps(String one, String other) {
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            if (left[i].equals(REST) || right[i].equals(REST)) {
                return true;
            }
            if (!left[i].equals(ONE) && !right[i].equals(ONE) && !left[i].equals(right[i])) {
                return false;
            }
        }
        return left.length == right.length;
    }
}
