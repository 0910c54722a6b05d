package io.centter.control.presence;

import java.util.Arrays;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The agents of one network by id: a value, so that a reader walks it in order while agents come and go. Ids are
/// random,
/// so looking one up takes three or four guesses at its place, whatever the size.
final class Roster {
    static final Roster EMPTY = new Roster(new long[0], new Cell[0]);

    private static final double RANGE = 0x1p48;

    /// Holds the state of one agent; the network's lock is held by who writes it.
    static final class Cell {
        private volatile AgentState state;

        Cell(AgentState state) {
            this.state = state;
        }

        AgentState state() {
            return state;
        }

        void state(AgentState next) {
            this.state = next;
        }
    }

    private final long[] keys;
    private final Cell[] cells;

    private Roster(long[] keys, Cell[] cells) {
        this.keys = keys;
        this.cells = cells;
    }

    int size() {
        return keys.length;
    }

    AgentState at(int index) {
        return cells[index].state();
    }

    Cell cell(int index) {
        return cells[index];
    }

    @Nullable
    Cell find(long key) {
        int index = indexOf(key);
        return index < 0 ? null : cells[index];
    }

    /// The first index whose key is greater.
    int after(long key) {
        int index = Arrays.binarySearch(keys, key);
        return index < 0 ? -index - 1 : index + 1;
    }

    /// With these added; one whose key is there is replaced.
    Roster with(SortedMap<Long, Cell> added) {
        long[] moreKeys = new long[keys.length + added.size()];
        Cell[] moreCells = new Cell[moreKeys.length];
        int size = 0;
        int old = 0;
        for (var entry : added.entrySet()) {
            long key = entry.getKey();
            int upTo = old;
            while (upTo < keys.length && keys[upTo] < key) {
                upTo++;
            }
            System.arraycopy(keys, old, moreKeys, size, upTo - old);
            System.arraycopy(cells, old, moreCells, size, upTo - old);
            size += upTo - old;
            old = upTo < keys.length && keys[upTo] == key ? upTo + 1 : upTo;
            moreKeys[size] = key;
            moreCells[size++] = entry.getValue();
        }
        System.arraycopy(keys, old, moreKeys, size, keys.length - old);
        System.arraycopy(cells, old, moreCells, size, keys.length - old);
        size += keys.length - old;
        return size == moreKeys.length
                ? new Roster(moreKeys, moreCells)
                : new Roster(Arrays.copyOf(moreKeys, size), Arrays.copyOf(moreCells, size));
    }

    Roster without(long key) {
        int index = indexOf(key);
        if (index < 0) {
            return this;
        }
        long[] fewerKeys = new long[keys.length - 1];
        Cell[] fewerCells = new Cell[fewerKeys.length];
        System.arraycopy(keys, 0, fewerKeys, 0, index);
        System.arraycopy(cells, 0, fewerCells, 0, index);
        System.arraycopy(keys, index + 1, fewerKeys, index, fewerKeys.length - index);
        System.arraycopy(cells, index + 1, fewerCells, index, fewerKeys.length - index);
        return new Roster(fewerKeys, fewerCells);
    }

    // Gallops from where a uniform id would stand, then searches what lies between.
    private int indexOf(long key) {
        int size = keys.length;
        if (size == 0) {
            return -1;
        }
        int guess = (int) (key / RANGE * size);
        int low = guess;
        int high = guess;
        int step = 8;
        while (low > 0 && keys[low] > key) {
            high = low;
            low = Math.max(0, low - step);
            step *= 2;
        }
        while (high < size - 1 && keys[high] < key) {
            low = high;
            high = Math.min(size - 1, high + step);
            step *= 2;
        }
        int index = Arrays.binarySearch(keys, low, high + 1, key);
        return index < 0 ? -1 : index;
    }
}
