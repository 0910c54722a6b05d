package io.centter.model.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The filter against an oracle that knows only sets of acts, over every small case.
final class ScopeFilterTest {
    /// Every shape that a scope can have beside another.
    private static final List<String> SHAPES = List.of(
            "*:*",
            "*:execute",
            "*:*:crm",
            "*:execute:crm",
            "*:execute:*/go",
            "skill:*",
            "skill:execute",
            "skill:read",
            "skill:*:crm",
            "skill:execute:*",
            "skill:execute:crm",
            "skill:execute:mail",
            "skill:read:crm",
            "skill:execute:*/go",
            "skill:execute:crm/go",
            "skill:execute:crm/*",
            "skill:execute:crm/rm",
            "skill:*:*/go",
            "skill:a0:crm/go",
            "infra:*",
            "infra:execute",
            "infra:execute:crm/go");
    private static final Map<String, Risk> GO = Map.of("go", Risk.READ);
    private static final Map<String, Risk> GO_RM = Map.of("go", Risk.READ, "rm", Risk.DESTRUCTIVE);
    private static final List<List<SkillOffer>> AUDIENCES = List.of(
            List.of(),
            List.of(new SkillOffer("crm", Map.of())),
            List.of(new SkillOffer("crm", GO_RM)),
            List.of(new SkillOffer("crm", GO), new SkillOffer("mail", Map.of())),
            List.of(new SkillOffer("mail", GO_RM), new SkillOffer("crm", GO_RM)));

    private static final Map<String, Scope> SCOPES = new HashMap<>();

    private long cases;

    @Test
    void coveringMeetingAndOverlappingAreInclusionIntersectionAndSharing() {
        List<String> all = Acts.scopes(2, 2, 2, 2);
        for (String one : all) {
            for (String other : all) {
                Scope first = scope(one);
                Scope second = scope(other);
                BitSet shared = Acts.both(Acts.acts(one), Acts.acts(other));
                assertThat(first.covers(second))
                        .as("%s covers %s", one, other)
                        .isEqualTo(Acts.within(Acts.acts(other), Acts.acts(one)));
                assertThat(first.overlaps(second))
                        .as("%s overlaps %s", one, other)
                        .isEqualTo(!shared.isEmpty());
                assertThat(first.meet(second).map(meet -> Acts.acts(meet.toString())))
                        .as("%s meets %s", one, other)
                        .isEqualTo(shared.isEmpty() ? Optional.empty() : Optional.of(shared));
                cases++;
            }
        }
        System.out.println("cases=" + cases + " of=scope-relations");
    }

    @Test
    void everyPairOfScopesGrantedAndRevokedLeavesExactlyWhatTheOracleSays() {
        List<String> all = Acts.scopes(2, 1, 1, 1);
        for (String grant : all) {
            for (String asked : all) {
                check(List.of(asked), List.of(grant), List.of());
                for (String revoke : all) {
                    check(List.of(asked), List.of(grant), List.of(revoke));
                }
            }
        }
        System.out.println("cases=" + cases + " of=asked-granted-revoked");
    }

    @Test
    void severalGrantsAndSeveralRevokesLeaveExactlyWhatTheOracleSays() {
        for (String asked : SHAPES) {
            for (int i = 0; i < SHAPES.size(); i++) {
                for (int j = i; j < SHAPES.size(); j++) {
                    List<String> pair = List.of(SHAPES.get(i), SHAPES.get(j));
                    for (String single : SHAPES) {
                        check(List.of(asked), pair, List.of(single));
                        check(List.of(asked), List.of(single), pair);
                    }
                }
            }
        }
        System.out.println("cases=" + cases + " of=several-grants-and-revokes");
    }

    @Test
    void severalAskedScopesAreGrantedWhatEachWouldBe() {
        for (int i = 0; i < SHAPES.size(); i++) {
            for (int j = i + 1; j < SHAPES.size(); j++) {
                for (String grant : SHAPES) {
                    for (String revoke : SHAPES) {
                        check(List.of(SHAPES.get(i), SHAPES.get(j)), List.of(grant), List.of(revoke));
                    }
                }
            }
        }
        System.out.println("cases=" + cases + " of=several-asked");
    }

    private void check(List<String> asked, List<String> granted, List<String> revoked) {
        EffectiveScopes effective = effective(granted, revoked);
        BitSet taken = Acts.union(revoked);
        for (List<SkillOffer> audience : AUDIENCES) {
            NarrowedScopes narrowed = ScopeFilter.narrow(
                    asked.stream().map(ScopeFilterTest::scope).toList(), effective, audience);
            BitSet token =
                    Acts.union(narrowed.granted().stream().map(Scope::toString).toList());
            BitSet expected = new BitSet();
            for (String one : asked) {
                expected.or(TokenOracle.acts(one, granted, taken, audience));
            }
            if (!token.equals(expected) || !isSafe(token, asked, granted, taken)) {
                assertThat(token)
                        .as("asked %s granted %s revoked %s of %s: %s", asked, granted, revoked, audience, narrowed)
                        .isEqualTo(expected);
            }
            requireReasons(narrowed, asked);
            cases++;
        }
        requireTheSameAnswer(effective, granted, taken, asked.getFirst());
    }

    private static boolean isSafe(BitSet token, List<String> asked, List<String> granted, BitSet taken) {
        return Acts.within(token, Acts.union(asked))
                && Acts.within(token, Acts.union(granted))
                && Acts.both(token, taken).isEmpty();
    }

    /// Every asked scope is either granted as a whole or named with a reason.
    private static void requireReasons(NarrowedScopes narrowed, List<String> asked) {
        for (String one : asked) {
            boolean whole = narrowed.granted().stream()
                    .anyMatch(scope -> Acts.within(Acts.acts(one), Acts.acts(scope.toString())));
            boolean named = narrowed.dropped().stream()
                    .anyMatch(dropped -> dropped.scope().toString().equals(one));
            if (whole == named) {
                assertThat(narrowed).as("%s of %s", one, asked).isNull();
            }
        }
    }

    private static void requireTheSameAnswer(
            EffectiveScopes effective, List<String> granted, BitSet taken, String scope) {
        boolean held = Acts.within(Acts.acts(scope), Acts.union(granted))
                && Acts.both(Acts.acts(scope), taken).isEmpty();
        if (effective.allows(scope(scope)) != held) {
            assertThat(effective.allows(scope(scope)))
                    .as("%s of %s", scope, effective)
                    .isEqualTo(held);
        }
    }

    private static Scope scope(String text) {
        return SCOPES.computeIfAbsent(text, Scope::parse);
    }

    private static EffectiveScopes effective(List<String> granted, List<String> revoked) {
        TreeMap<Scope, List<Origin>> grants = new TreeMap<>();
        TreeMap<Scope, List<Origin>> revokes = new TreeMap<>();
        granted.forEach(scope -> grants.put(scope(scope), List.of()));
        revoked.forEach(scope -> revokes.put(scope(scope), List.of()));
        return new EffectiveScopes(grants, revokes);
    }
}
