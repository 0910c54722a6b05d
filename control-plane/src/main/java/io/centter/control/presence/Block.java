package io.centter.control.presence;

import java.util.Arrays;

/// Up to 64 neighbouring agents by id, with the terms they have. A value: states and terms always belong together.
final class Block {
    static final int MOST = Long.SIZE;
    static final Block EMPTY = new Block(new long[0], new AgentState[0], Masks.NONE, new Texts.Row(), new Texts.Row());

    private final long[] keys;
    private final AgentState[] states;
    private final Masks masks;
    private final Texts.Row discovered;
    private final Texts.Row pictured;

    private Block(long[] keys, AgentState[] states, Masks masks, Texts.Row discovered, Texts.Row pictured) {
        this.keys = keys;
        this.states = states;
        this.masks = masks;
        this.discovered = discovered;
        this.pictured = pictured;
    }

    private static Block untold(long[] keys, AgentState[] states, Masks masks) {
        return new Block(keys, states, masks, new Texts.Row(), new Texts.Row());
    }

    int size() {
        return keys.length;
    }

    boolean isFull() {
        return keys.length == MOST;
    }

    long key(int place) {
        return keys[place];
    }

    AgentState state(int place) {
        return states[place];
    }

    /// How discovery shows its agents.
    Texts.Row discovered() {
        return discovered;
    }

    /// How presence shows them.
    Texts.Row pictured() {
        return pictured;
    }

    Masks masks() {
        return masks;
    }

    /// All places as one mask.
    long all() {
        return keys.length == MOST ? -1L : (1L << keys.length) - 1;
    }

    /// As [Arrays#binarySearch(long[], long)].
    int find(long key) {
        return Arrays.binarySearch(keys, key);
    }

    Block with(int place, AgentState next, Terms.Change change) {
        AgentState[] changed = states.clone();
        changed[place] = next;
        return new Block(
                keys,
                changed,
                change.isNone() ? masks : masks.with(place, change.come(), change.gone()),
                Texts.Row.without(discovered, place),
                Texts.Row.without(pictured, place));
    }

    Block inserted(int place, long key, AgentState state, int[] terms) {
        long[] moreKeys = new long[keys.length + 1];
        AgentState[] moreStates = new AgentState[moreKeys.length];
        System.arraycopy(keys, 0, moreKeys, 0, place);
        System.arraycopy(states, 0, moreStates, 0, place);
        System.arraycopy(keys, place, moreKeys, place + 1, keys.length - place);
        System.arraycopy(states, place, moreStates, place + 1, states.length - place);
        moreKeys[place] = key;
        moreStates[place] = state;
        return untold(moreKeys, moreStates, masks.opened(place).with(place, terms, Terms.NONE));
    }

    Block without(int place) {
        long[] fewerKeys = new long[keys.length - 1];
        AgentState[] fewerStates = new AgentState[fewerKeys.length];
        System.arraycopy(keys, 0, fewerKeys, 0, place);
        System.arraycopy(states, 0, fewerStates, 0, place);
        System.arraycopy(keys, place + 1, fewerKeys, place, fewerKeys.length - place);
        System.arraycopy(states, place + 1, fewerStates, place, fewerKeys.length - place);
        return untold(fewerKeys, fewerStates, masks.closed(place));
    }

    Block part(int from, int to) {
        return untold(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(states, from, to), masks.part(from, to));
    }
}
