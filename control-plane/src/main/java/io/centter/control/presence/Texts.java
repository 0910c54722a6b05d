package io.centter.control.presence;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// JSON of agents, kept beside their states for whoever asks next. A state that is replaced loses its texts; when those
/// made since the last time take too much memory, all are forgotten, and made anew as they are asked for.
final class Texts {
    // What an array and the reference to it take beside the text.
    private static final int AROUND = 24;

    private final long most;
    private final Runnable forgetAll;
    private final AtomicLong made = new AtomicLong();

    /// The texts of the agents of one block, in one of the forms in which they are shown.
    static final class Row {
        private volatile @Nullable AtomicReferenceArray<byte @Nullable []> texts;

        /// The same without one of them.
        static Row without(Row row, int place) {
            Row rest = new Row();
            AtomicReferenceArray<byte @Nullable []> texts = row.texts;
            if (texts != null) {
                AtomicReferenceArray<byte @Nullable []> copy = new AtomicReferenceArray<>(texts.length());
                for (int i = 0; i < texts.length(); i++) {
                    copy.setPlain(i, i == place ? null : texts.getAcquire(i));
                }
                rest.texts = copy;
            }
            return rest;
        }

        void forget() {
            texts = null;
        }
    }

    /// Nothing kept yet.
    ///
    /// @param most bytes
    /// @param forgetAll takes the texts from all blocks
    Texts(long most, Runnable forgetAll) {
        this.most = most;
        this.forgetAll = forgetAll;
    }

    static byte @Nullable [] kept(Row row, int place) {
        AtomicReferenceArray<byte @Nullable []> texts = row.texts;
        return texts == null ? null : texts.getAcquire(place);
    }

    /// What is kept, or else what is made now and then kept.
    byte[] text(Row row, int size, int place, AgentSight agent, Function<AgentSight, byte[]> maker) {
        byte[] kept = kept(row, place);
        if (kept != null) {
            return kept;
        }
        byte[] text = maker.apply(agent);
        count(text.length + AROUND);
        AtomicReferenceArray<byte @Nullable []> texts = row.texts;
        if (texts == null) {
            // Of two who begin a row at once, the texts of one are made again; that is all.
            texts = new AtomicReferenceArray<>(size);
            row.texts = texts;
        }
        texts.setRelease(place, text);
        return text;
    }

    private void count(int size) {
        long now = made.addAndGet(size);
        if (now > most && now - size <= most) {
            forgetAll.run();
            made.set(0);
        }
    }
}
