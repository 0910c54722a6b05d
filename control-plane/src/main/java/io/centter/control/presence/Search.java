package io.centter.control.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One walk over a roster for one page. It looks at a bounded number of blocks and asks a bounded number of agents, so
/// that it takes as long in a network of a hundred thousand as in one of a few thousand: a page may then be short, or
/// the total a lower bound.
final class Search {
    /// Blocks that are looked at for one page.
    static final int MOST_BLOCKS = 512;
    /// Of these, how many are looked at only to count.
    static final int COUNTED_BLOCKS = 64;
    /// Agents that are asked what no index answers.
    static final int MOST_ASKED = 2_048;

    private final Roster roster;
    private final Roster.Spine spine;
    private final Term[] terms;
    private final @Nullable Predicate<AgentSight> test;
    private final int limit;
    private final List<AgentSight> page;

    private int blocks;
    private int asked;
    private int found;
    private int foundOnPage;
    private boolean more;
    private boolean ended = true;
    // Up to here everything was looked at, and what matches is on the page.
    private long looked;

    private Search(Roster roster, Term[] terms, @Nullable Predicate<AgentSight> test, int limit) {
        this.roster = roster;
        this.spine = roster.spine();
        this.terms = terms;
        this.test = test;
        this.limit = limit;
        this.page = new ArrayList<>(Math.min(limit, roster.size()));
    }

    /// @param from after which id; null at the beginning
    static Found page(Roster roster, Wanted wanted, Found.@Nullable Place from, int limit) {
        Term[] terms = terms(roster.terms(), wanted);
        if (terms == null) {
            return Found.NOBODY;
        }
        Search search = new Search(roster, terms, wanted.test(), limit);
        search.walk(from == null ? -1 : Identity.keyOf(from.after()));
        for (Term term : terms) {
            if (term.isGone()) {
                return Found.NOBODY;
            }
        }
        return search.found(from == null ? 0 : from.before());
    }

    // Null where nobody has one of them.
    private static Term @Nullable [] terms(Terms known, Wanted wanted) {
        List<@Nullable Term> terms = new ArrayList<>(5);
        if (wanted.capability() != null) {
            terms.add(known.capability(wanted.capability()));
        }
        if (wanted.skill() != null) {
            terms.add(known.skill(wanted.skill()));
        }
        if (wanted.role() != null) {
            terms.add(known.of(wanted.role()));
        }
        if (wanted.transport() != null) {
            terms.add(known.of(wanted.transport()));
        }
        if (wanted.presence() != null) {
            terms.add(known.of(wanted.presence()));
        }
        Term[] all = new Term[terms.size()];
        for (int i = 0; i < all.length; i++) {
            Term term = terms.get(i);
            if (term == null) {
                return null;
            }
            all[i] = term;
        }
        return all;
    }

    private Found found(int before) {
        Found.Place next = more ? new Found.Place(Identity.idOf(looked), before + foundOnPage) : null;
        if (test == null && terms.length <= 1) {
            int total = terms.length == 0 ? roster.size() : terms[0].agents();
            return new Found(page, total, true, next);
        }
        return new Found(page, before + found, ended, next);
    }

    private void walk(long after) {
        int first = after < 0 ? 0 : spine.place(after);
        for (int s = first; s < spine.size(); s++) {
            Section section = spine.section(s);
            long some = section.all();
            for (Term term : terms) {
                some &= section.masks().of(term.id());
            }
            if (s == first && after >= 0) {
                some &= -1L << section.place(after);
            }
            for (; some != 0; some &= some - 1) {
                if (!block(section.block(Long.numberOfTrailingZeros(some)), after)) {
                    return;
                }
            }
        }
    }

    // Whether the walk goes on after this block.
    private boolean block(Block block, long after) {
        boolean full = page.size() >= limit;
        if (++blocks > (full ? COUNTED_BLOCKS : MOST_BLOCKS)) {
            return stop();
        }
        long some = block.all();
        for (Term term : terms) {
            some &= block.masks().of(term.id());
        }
        if (after >= 0) {
            some &= behind(block, after);
        }
        for (; some != 0; some &= some - 1) {
            if (full && test == null) {
                found += Long.bitCount(some);
                more = true;
                break;
            }
            int place = Long.numberOfTrailingZeros(some);
            AgentSight agent = new AgentSight(block, place);
            if (test != null) {
                if (++asked > MOST_ASKED) {
                    return stop();
                }
                if (!test.test(agent)) {
                    looked = full ? looked : block.key(place);
                    continue;
                }
            }
            found++;
            if (full) {
                more = true;
            } else {
                page.add(agent);
                foundOnPage++;
                looked = block.key(place);
                full = page.size() >= limit;
            }
        }
        if (!full && block.size() > 0) {
            looked = block.key(block.size() - 1);
        }
        // A total that is known without counting needs no more than whether there is more.
        return !(more && test == null && terms.length <= 1);
    }

    // What lies behind was not looked at, so there may be more.
    private boolean stop() {
        more = true;
        ended = false;
        return false;
    }

    private static long behind(Block block, long after) {
        int place = block.find(after);
        int first = place < 0 ? -place - 1 : place + 1;
        return first >= Long.SIZE ? 0 : -1L << first;
    }
}
