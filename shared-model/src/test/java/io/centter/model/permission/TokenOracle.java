package io.centter.model.permission;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a token for an audience carries, decided act by act: an act is in it where some grant and the asked scope share
/// a box of acts, and the smallest box around the act that a scope can still name has nothing that is taken away.
final class TokenOracle {
    private TokenOracle() {}

    static BitSet acts(String asked, List<String> granted, BitSet taken, List<SkillOffer> audience) {
        BitSet token = new BitSet();
        for (String grant : granted) {
            List<BitSet> shared = shared(Acts.box(asked), Acts.box(grant));
            if (!Acts.acts(shared).isEmpty() && isServed(shared, audience)) {
                Acts.acts(shared).stream()
                        .filter(act -> !token.get(act))
                        .filter(act ->
                                !Acts.acts(smallest(shared, act, audience)).intersects(taken))
                        .forEach(token::set);
            }
        }
        return token;
    }

    private static List<BitSet> shared(List<BitSet> one, List<BitSet> other) {
        List<BitSet> shared = new ArrayList<>();
        for (int place = 0; place < 4; place++) {
            shared.add(Acts.both(one.get(place), other.get(place)));
        }
        return shared;
    }

    /// A scope about skills is good only for what the audience has.
    private static boolean isServed(List<BitSet> box, List<SkillOffer> audience) {
        if (!isOnly(box, 0, "skill")) {
            return true;
        }
        if (box.get(2).cardinality() > 1) {
            return !audience.isEmpty();
        }
        Map<String, Risk> commands = commands(word(2, box.get(2).nextSetBit(0)), audience);
        if (commands == null) {
            return false;
        }
        return box.get(3).cardinality() > 1
                || commands.isEmpty()
                || commands.containsKey(word(3, box.get(3).nextSetBit(0)));
    }

    private static List<BitSet> smallest(List<BitSet> shared, int act, List<SkillOffer> audience) {
        List<BitSet> box = new ArrayList<>(shared);
        if (act / 27 != 0) {
            return box;
        }
        pin(box, 0, 0);
        if (!isServed(box, audience)) {
            return shared;
        }
        // The one of these that nobody wrote down is no known action.
        if (box.get(1).cardinality() > 1 && act / 9 % 3 == 2) {
            return box;
        }
        pin(box, 1, act / 9 % 3);
        String skill = word(2, act / 3 % 3);
        Map<String, Risk> commands = commands(skill, audience);
        if (commands == null) {
            return box;
        }
        List<BitSet> named = new ArrayList<>(box);
        pin(named, 2, act / 3 % 3);
        if (!isServed(named, audience)) {
            return box;
        }
        if (commands.containsKey(word(3, act % 3))) {
            pin(named, 3, act % 3);
        }
        return named;
    }

    private static void pin(List<BitSet> box, int place, int word) {
        BitSet only = new BitSet();
        only.set(word);
        box.set(place, only);
    }

    private static boolean isOnly(List<BitSet> box, int place, String word) {
        return box.get(place).cardinality() == 1
                && word(place, box.get(place).nextSetBit(0)).equals(word);
    }

    private static String word(int place, int index) {
        return Acts.WORLD.get(place).get(index);
    }

    private static @Nullable Map<String, Risk> commands(String skill, List<SkillOffer> audience) {
        return audience.stream()
                .filter(one -> one.slug().equals(skill))
                .map(SkillOffer::commands)
                .findFirst()
                .orElse(null);
    }
}
