package io.centter.control.http;

import java.nio.ByteBuffer;
import java.util.List;

/// JSON that is written already, in parts of which many are kept and used again. The parts are copied once, to where
/// they
/// are sent from.
public final class WrittenJson {
    static final WrittenJson NOTHING = new WrittenJson(List.of(), 0);

    private final List<byte[]> parts;
    private final int size;

    WrittenJson(List<byte[]> parts, int size) {
        this.parts = parts;
        this.size = size;
    }

    static WrittenJson of(byte[] whole) {
        return new WrittenJson(List.of(whole), whole.length);
    }

    /// How many bytes it has.
    int size() {
        return size;
    }

    void copyTo(ByteBuffer target) {
        for (byte[] part : parts) {
            target.put(part);
        }
    }

    /// All of it, which nobody may change.
    public byte[] bytes() {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        byte[] all = new byte[size];
        copyTo(ByteBuffer.wrap(all));
        return all;
    }
}
