package io.centter.control.access.bad;

import java.util.Arrays;

/// Breaks: hashes are compared in constant time.
public final class HastyHash {
    public boolean same(byte[] one, byte[] other) {
        return Arrays.equals(one, other);
    }
}
