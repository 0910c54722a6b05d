package io.centter.control.presence;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Up to 64 neighbouring blocks, and which of them have an agent with a term. The blocks themselves are replaced in
/// place, by one writer at a time; a reader may meet a block that is younger than these masks.
final class Section {
    static final int MOST = Long.SIZE;

    // The least id that belongs into each block; that of the first is not looked at.
    private final long[] floors;
    private final AtomicReferenceArray<Block> blocks;
    private final Masks masks;

    private Section(long[] floors, AtomicReferenceArray<Block> blocks, Masks masks) {
        this.floors = floors;
        this.blocks = blocks;
        this.masks = masks;
    }

    static Section empty() {
        return new Section(new long[1], new AtomicReferenceArray<>(new Block[] {Block.EMPTY}), Masks.NONE);
    }

    int size() {
        return floors.length;
    }

    boolean isFull() {
        return floors.length == MOST;
    }

    long floor(int place) {
        return floors[place];
    }

    Block block(int place) {
        return blocks.getAcquire(place);
    }

    Masks masks() {
        return masks;
    }

    long all() {
        return floors.length == MOST ? -1L : (1L << floors.length) - 1;
    }

    /// The place of the block into which this id belongs.
    int place(long key) {
        return placeIn(floors, key);
    }

    static int placeIn(long[] floors, long key) {
        int found = Arrays.binarySearch(floors, 1, floors.length, key);
        return found < 0 ? -found - 2 : found;
    }

    /// Puts another block in the place of one, and gives the section as it is then: often this one.
    Section put(int place, Block block, Terms.Change change) {
        blocks.setRelease(place, block);
        if (change.isNone()) {
            return this;
        }
        int[] gone = Arrays.stream(change.gone())
                .filter(term -> block.masks().of(term) == 0)
                .toArray();
        Masks next = masks.with(place, change.come(), gone);
        return next == masks ? this : new Section(floors, blocks, next);
    }

    /// With a full block as two halves.
    Section halved(int place) {
        Block block = block(place);
        Block low = block.part(0, Block.MOST / 2);
        Block high = block.part(Block.MOST / 2, Block.MOST);
        long[] moreFloors = new long[floors.length + 1];
        Block[] moreBlocks = new Block[moreFloors.length];
        for (int i = 0; i < floors.length; i++) {
            moreFloors[i <= place ? i : i + 1] = floors[i];
            moreBlocks[i <= place ? i : i + 1] = block(i);
        }
        moreFloors[place + 1] = high.key(0);
        moreBlocks[place] = low;
        moreBlocks[place + 1] = high;
        int[] onlyHigh = Arrays.stream(block.masks().terms())
                .filter(term -> low.masks().of(term) == 0)
                .toArray();
        Masks next = masks.opened(place + 1)
                .with(place, Terms.NONE, onlyHigh)
                .with(place + 1, high.masks().terms(), Terms.NONE);
        return new Section(moreFloors, new AtomicReferenceArray<>(moreBlocks), next);
    }

    /// Without a block; at least one other is left.
    Section without(int place) {
        long[] fewerFloors = new long[floors.length - 1];
        Block[] fewerBlocks = new Block[fewerFloors.length];
        for (int i = 0; i < fewerFloors.length; i++) {
            fewerFloors[i] = floors[i < place ? i : i + 1];
            fewerBlocks[i] = block(i < place ? i : i + 1);
        }
        return new Section(fewerFloors, new AtomicReferenceArray<>(fewerBlocks), masks.closed(place));
    }

    Section part(int from, int to) {
        Block[] some = new Block[to - from];
        for (int i = 0; i < some.length; i++) {
            some[i] = block(from + i);
        }
        return new Section(
                Arrays.copyOfRange(floors, from, to), new AtomicReferenceArray<>(some), masks.part(from, to));
    }
}
