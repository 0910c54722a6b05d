package io.centter.model.permission;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Scopes as what they are about: sets of acts in a small world. Knows only how a scope is written, and shares no line
/// with [Scope]. The last word of each place stands for
/// every word that has no meaning of its own.
final class Acts {
    static final List<List<String>> WORLD = List.of(
            List.of("skill", "infra", "d0"),
            List.of("execute", "read", "a0"),
            List.of("crm", "mail", "t0"),
            List.of("go", "rm", "c0"));

    private static final Map<String, List<BitSet>> BOXES = new HashMap<>();
    private static final Map<List<BitSet>, BitSet> OF_BOXES = new HashMap<>();

    private Acts() {}

    /// For each place, which of its words the scope is about.
    static List<BitSet> box(String scope) {
        return BOXES.computeIfAbsent(scope, Acts::read);
    }

    private static List<BitSet> read(String scope) {
        String[] words = scope.replace('/', ':').split(":", -1);
        List<BitSet> box = new ArrayList<>();
        for (int place = 0; place < 4; place++) {
            BitSet set = new BitSet();
            if (place >= words.length || words[place].equals("*")) {
                set.set(0, 3);
            } else {
                int word = WORLD.get(place).indexOf(words[place]);
                // A word from outside this world is about nothing in it.
                set.set(Math.max(word, 0), word < 0 ? 0 : word + 1);
            }
            box.add(set);
        }
        return box;
    }

    /// The acts in a box; act 27·d + 9·a + 3·t + c.
    static BitSet acts(List<BitSet> box) {
        return OF_BOXES.computeIfAbsent(box, all -> {
            BitSet acts = new BitSet(81);
            for (int act = 0; act < 81; act++) {
                if (all.get(0).get(act / 27)
                        && all.get(1).get(act / 9 % 3)
                        && all.get(2).get(act / 3 % 3)
                        && all.get(3).get(act % 3)) {
                    acts.set(act);
                }
            }
            return acts;
        });
    }

    static BitSet acts(String scope) {
        return acts(box(scope));
    }

    static BitSet union(List<String> scopes) {
        BitSet all = new BitSet(81);
        scopes.forEach(scope -> all.or(acts(scope)));
        return all;
    }

    static boolean within(BitSet part, BitSet whole) {
        BitSet rest = (BitSet) part.clone();
        rest.andNot(whole);
        return rest.isEmpty();
    }

    static BitSet both(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    /// All scopes that can be written with the first so many words of each place, and `*`.
    static List<String> scopes(int domains, int actions, int targets, int commands) {
        List<String> scopes = new ArrayList<>();
        for (String domain : words(0, domains)) {
            for (String action : words(1, actions)) {
                scopes.add(domain + ":" + action);
                for (String target : words(2, targets)) {
                    scopes.add(domain + ":" + action + ":" + target);
                    for (String command : words(3, commands)) {
                        scopes.add(domain + ":" + action + ":" + target + "/" + command);
                    }
                }
            }
        }
        return scopes;
    }

    private static List<String> words(int place, int count) {
        List<String> words = new ArrayList<>(WORLD.get(place).subList(0, count));
        words.add("*");
        return words;
    }
}
