package io.centter.control.presence;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The agents of one network in the order of their ids, with indexes by term and by slug. One writer at a time, under
/// the network's lock; readers walk it without a lock while agents come, change and go, and see each block of
/// neighbours as it was at one moment.
final class Roster {
    static final Roster EMPTY = new Roster();

    private final Terms terms = new Terms();
    private final Slugs slugs = new Slugs();
    private volatile Spine spine = new Spine(new long[1], new AtomicReferenceArray<>(new Section[] {Section.empty()}));
    private volatile int size;

    /// The sections in order, replaced in place.
    @SuppressWarnings("ArrayRecordComponent")
    record Spine(long[] floors, AtomicReferenceArray<Section> sections) {
        int size() {
            return floors.length;
        }

        Section section(int place) {
            return sections.getAcquire(place);
        }

        int place(long key) {
            return Section.placeIn(floors, key);
        }
    }

    int size() {
        return size;
    }

    Spine spine() {
        return spine;
    }

    Terms terms() {
        return terms;
    }

    @Nullable
    AgentState find(long key) {
        Block block = block(key);
        int place = block.find(key);
        return place < 0 ? null : block.state(place);
    }

    @Nullable
    AgentSight sight(long key) {
        Block block = block(key);
        int place = block.find(key);
        return place < 0 ? null : new AgentSight(block, place);
    }

    @Nullable
    AgentSight bySlug(String slug) {
        Identity who = slugs.find(slug);
        return who == null ? null : sight(who.key());
    }

    /// Every agent by id, as it is when its block is reached.
    void forEach(Consumer<AgentState> visitor) {
        forEachBlock(block -> {
            for (int i = 0; i < block.size(); i++) {
                visitor.accept(block.state(i));
            }
        });
    }

    void forEachBlock(Consumer<Block> visitor) {
        Spine now = spine;
        for (int s = 0; s < now.size(); s++) {
            Section section = now.section(s);
            for (int b = 0; b < section.size(); b++) {
                visitor.accept(section.block(b));
            }
        }
    }

    private Block block(long key) {
        Spine now = spine;
        Section section = now.section(now.place(key));
        return section.block(section.place(key));
    }

    /// Adds an agent, or replaces its state.
    void put(AgentState next) {
        long key = next.who().key();
        int s = spine.place(key);
        Section section = spine.section(s);
        int b = section.place(key);
        Block block = section.block(b);
        int place = block.find(key);
        if (place >= 0) {
            AgentState was = block.state(place);
            Terms.Change change = terms.change(was, next);
            spine.sections().setRelease(s, section.put(b, block.with(place, next, change), change));
            if (!was.who().hasSlugOf(next.who())) {
                slugs.remove(was.who());
                slugs.add(next.who());
            }
        } else if (section.isFull() && block.isFull()) {
            halve(s);
            put(next);
        } else if (block.isFull()) {
            spine.sections().setRelease(s, section.halved(b));
            put(next);
        } else {
            int[] come = terms.come(next);
            Block grown = block.inserted(-place - 1, key, next, come);
            spine.sections().setRelease(s, section.put(b, grown, new Terms.Change(come, Terms.NONE)));
            slugs.add(next.who());
            grow(1);
        }
    }

    void remove(long key) {
        int s = spine.place(key);
        Section section = spine.section(s);
        int b = section.place(key);
        Block block = section.block(b);
        int place = block.find(key);
        if (place < 0) {
            return;
        }
        AgentState was = block.state(place);
        Block rest = block.without(place);
        Section changed = section.put(b, rest, terms.gone(was));
        if (rest.size() > 0 || (section.size() == 1 && spine.size() == 1)) {
            spine.sections().setRelease(s, changed);
        } else if (section.size() > 1) {
            spine.sections().setRelease(s, changed.without(b));
        } else {
            drop(s);
        }
        slugs.remove(was.who());
        grow(-1);
    }

    private void grow(int more) {
        int now = size + more;
        size = now;
    }

    private void halve(int s) {
        Section full = spine.section(s);
        Section high = full.part(Section.MOST / 2, Section.MOST);
        long[] floors = new long[spine.size() + 1];
        Section[] sections = new Section[floors.length];
        for (int i = 0; i < spine.size(); i++) {
            floors[i <= s ? i : i + 1] = spine.floors()[i];
            sections[i <= s ? i : i + 1] = spine.section(i);
        }
        sections[s] = full.part(0, Section.MOST / 2);
        floors[s + 1] = high.floor(0);
        sections[s + 1] = high;
        spine = new Spine(floors, new AtomicReferenceArray<>(sections));
    }

    private void drop(int s) {
        long[] floors = new long[spine.size() - 1];
        Section[] sections = new Section[floors.length];
        for (int i = 0; i < floors.length; i++) {
            floors[i] = spine.floors()[i < s ? i : i + 1];
            sections[i] = spine.section(i < s ? i : i + 1);
        }
        spine = new Spine(floors, new AtomicReferenceArray<>(sections));
    }
}
