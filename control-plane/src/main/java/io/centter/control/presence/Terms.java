package io.centter.control.presence;

import io.centter.model.heartbeat.Transport;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The terms of one network: every role, transport and presence, and each capability and skill that some agent has.
/// Written under the network's lock, read without it.
final class Terms {
    static final int[] NONE = new int[0];

    private static final List<Enum<?>> WORDS = Stream.of(Role.values(), Transport.values(), Presence.values())
            .<Enum<?>>flatMap(Arrays::stream)
            .toList();
    private static final Map<Enum<?>, Integer> PLACES =
            IntStream.range(0, WORDS.size()).boxed().collect(Collectors.toUnmodifiableMap(WORDS::get, at -> at));

    /// What an agent gains and loses, each in order.
    @SuppressWarnings("ArrayRecordComponent")
    record Change(int[] come, int[] gone) {
        static final Change NOTHING = new Change(NONE, NONE);

        boolean isNone() {
            return come.length == 0 && gone.length == 0;
        }
    }

    private final Map<String, Term> capabilities = new ConcurrentHashMap<>();
    private final Map<String, Term> skills = new ConcurrentHashMap<>();
    private final List<Term> fixed;
    private final List<@Nullable Term> byId = new ArrayList<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();

    Terms() {
        fixed = WORDS.stream().map(word -> new Term(place(word), word.name())).toList();
        byId.addAll(fixed);
    }

    private static int place(Enum<?> word) {
        return Objects.requireNonNull(PLACES.get(word));
    }

    Term of(Enum<?> word) {
        return fixed.get(place(word));
    }

    /// Absent where no agent has it.
    @Nullable
    Term capability(String name) {
        return capabilities.get(name);
    }

    /// Absent where no agent has it.
    @Nullable
    Term skill(String name) {
        return skills.get(name);
    }

    Collection<Term> capabilities() {
        return capabilities.values();
    }

    Collection<Term> skills() {
        return skills.values();
    }

    /// Counts an agent that came, and gives its terms in order.
    int[] come(AgentState state) {
        int[] come = IntStream.concat(fixedOf(state), Arrays.stream(named(state.profile())))
                .sorted()
                .toArray();
        count(come, 1);
        return come;
    }

    /// Counts an agent that left.
    Change gone(AgentState state) {
        int[] gone = IntStream.concat(fixedOf(state), Arrays.stream(named(state.profile())))
                .sorted()
                .toArray();
        count(gone, -1);
        return new Change(NONE, gone);
    }

    /// Counts what changes for an agent; nearly always nothing.
    @SuppressWarnings("ReferenceEquality") // Who says the same again keeps the very profile.
    Change change(AgentState was, AgentState next) {
        boolean sameWords = was.presence() == next.presence()
                && was.transport() == next.transport()
                && was.who().role() == next.who().role();
        boolean sameNames = was.profile() == next.profile();
        if (sameWords && sameNames) {
            return Change.NOTHING;
        }
        int[] before = terms(was, sameNames);
        int[] after = terms(next, sameNames);
        int[] come = without(after, before);
        int[] gone = without(before, after);
        count(come, 1);
        count(gone, -1);
        return new Change(come, gone);
    }

    private int[] terms(AgentState state, boolean onlyWords) {
        IntStream words = fixedOf(state);
        return (onlyWords ? words : IntStream.concat(words, Arrays.stream(named(state.profile()))))
                .sorted()
                .toArray();
    }

    private static IntStream fixedOf(AgentState state) {
        return IntStream.of(place(state.who().role()), place(state.transport()), place(state.presence()));
    }

    private int[] named(Profile profile) {
        return Stream.of(
                        ids(capabilities, profile.capabilities()),
                        ids(skills, profile.builtinSkills()),
                        ids(skills, profile.customSkills()))
                .flatMapToInt(ids -> ids)
                .distinct()
                .toArray();
    }

    private IntStream ids(Map<String, Term> known, List<String> names) {
        return names.stream()
                .mapToInt(name -> known.computeIfAbsent(name, this::make).id());
    }

    private Term make(String name) {
        Integer used = free.poll();
        Term term = new Term(used == null ? byId.size() : used, name);
        if (used == null) {
            byId.add(term);
        } else {
            byId.set(used, term);
        }
        return term;
    }

    private void count(int[] some, int more) {
        for (int id : some) {
            Term term = byId.get(id);
            if (term != null) {
                term.add(more);
                if (term.agents() == 0 && id >= fixed.size()) {
                    forget(term);
                }
            }
        }
    }

    // Ended before its id can be used again, so that a reader who meets that use knows.
    private void forget(Term term) {
        term.end();
        capabilities.remove(term.name(), term);
        skills.remove(term.name(), term);
        byId.set(term.id(), null);
        free.add(term.id());
    }

    private static int[] without(int[] some, int[] others) {
        return Arrays.stream(some)
                .filter(one -> Arrays.binarySearch(others, one) < 0)
                .toArray();
    }
}
