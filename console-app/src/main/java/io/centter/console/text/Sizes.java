package io.centter.console.text;

/// Amounts of bytes as people read them.
public final class Sizes {
    private static final long KIB = 1024;

    private Sizes() {}

    /// `812 bytes`, `4.1 KB`, `64 MB`.
    public static String of(long bytes) {
        if (bytes < KIB) {
            return Texts.of("size.bytes", bytes);
        }
        if (bytes < KIB * KIB) {
            return Texts.of("size.kilo", (double) bytes / KIB);
        }
        if (bytes < KIB * KIB * KIB) {
            return Texts.of("size.mega", (double) bytes / (KIB * KIB));
        }
        return Texts.of("size.giga", (double) bytes / (KIB * KIB * KIB));
    }
}
