package io.centter.control.presence;

import java.util.Arrays;

/// Which of up to 64 places have which terms: for each term one bit a place, terms in order. A value.
final class Masks {
    static final Masks NONE = new Masks(new int[0], new long[0]);

    private final int[] terms;
    private final long[] bits;

    private Masks(int[] terms, long[] bits) {
        this.terms = terms;
        this.bits = bits;
    }

    /// The places that have this term.
    long of(int term) {
        int index = Arrays.binarySearch(terms, term);
        return index < 0 ? 0 : bits[index];
    }

    /// Every term that some place has.
    int[] terms() {
        return terms;
    }

    /// One place gains terms and loses others; both in order, and none in both.
    Masks with(int place, int[] come, int[] gone) {
        long bit = 1L << place;
        if (has(bit, come) && !hasAny(bit, gone)) {
            return this;
        }
        Writer more = new Writer(terms.length + come.length);
        int c = 0;
        int g = 0;
        for (int i = 0; i < terms.length; i++) {
            int term = terms[i];
            while (c < come.length && come[c] < term) {
                more.add(come[c++], bit);
            }
            while (g < gone.length && gone[g] < term) {
                g++;
            }
            long mask = bits[i];
            if (c < come.length && come[c] == term) {
                mask |= bit;
                c++;
            } else if (g < gone.length && gone[g] == term) {
                mask &= ~bit;
            }
            more.add(term, mask);
        }
        while (c < come.length) {
            more.add(come[c++], bit);
        }
        return more.done();
    }

    /// With a place more, which has no term yet; those from there on move up.
    Masks opened(int place) {
        long below = (1L << place) - 1;
        long[] moved = new long[bits.length];
        for (int i = 0; i < bits.length; i++) {
            moved[i] = (bits[i] & below) | ((bits[i] & ~below) << 1);
        }
        return new Masks(terms, moved);
    }

    /// Without this place; those after it move down.
    Masks closed(int place) {
        long below = (1L << place) - 1;
        Writer fewer = new Writer(terms.length);
        for (int i = 0; i < terms.length; i++) {
            fewer.add(terms[i], (bits[i] & below) | ((bits[i] >>> 1) & ~below));
        }
        return fewer.done();
    }

    /// Only the places from one up to another, which is not among them.
    Masks part(int from, int to) {
        long kept = to - from == Long.SIZE ? -1L : (1L << (to - from)) - 1;
        Writer fewer = new Writer(terms.length);
        for (int i = 0; i < terms.length; i++) {
            fewer.add(terms[i], (bits[i] >>> from) & kept);
        }
        return fewer.done();
    }

    private boolean has(long bit, int[] some) {
        for (int term : some) {
            if ((of(term) & bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean hasAny(long bit, int[] some) {
        for (int term : some) {
            if ((of(term) & bit) != 0) {
                return true;
            }
        }
        return false;
    }

    // Leaves out terms that no place has.
    private static final class Writer {
        private final int[] terms;
        private final long[] bits;
        private int size;

        Writer(int most) {
            terms = new int[most];
            bits = new long[most];
        }

        void add(int term, long mask) {
            if (mask != 0) {
                terms[size] = term;
                bits[size++] = mask;
            }
        }

        Masks done() {
            return size == terms.length
                    ? new Masks(terms, bits)
                    : new Masks(Arrays.copyOf(terms, size), Arrays.copyOf(bits, size));
        }
    }
}
