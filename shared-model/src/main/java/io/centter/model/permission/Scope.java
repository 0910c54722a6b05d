package io.centter.model.permission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.centter.model.identity.InvalidValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A right, written `domain:action[:target[/command]]`, each part a word or `*`. A shorter scope is the whole of which
/// longer ones are parts: `infra:*` covers `infra:deploy:prod`, and `skill:execute:crm` covers
/// `skill:execute:crm/export`.
///
/// @param parts two to four
public record Scope(List<String> parts) implements Comparable<Scope> {
    public static final String ANY = "*";
    /// The domain of everything that one agent does with a skill of another.
    public static final String SKILL = "skill";
    /// The action of calling a skill.
    public static final String EXECUTE = "execute";
    /// What there is to do with a skill; `*` of the domain `skill` stands for these where it must be cut.
    public static final List<String> SKILL_ACTIONS = List.of(EXECUTE, "read", "write", "admin");

    private static final int LONGEST_WORD = 63;

    public Scope {
        if (parts.size() < 2 || parts.size() > 4) {
            throw invalid(String.join(":", parts));
        }
        for (String part : parts) {
            if (!part.equals(ANY) && !isWord(part)) {
                throw invalid(String.join(":", parts));
            }
        }
        parts = List.copyOf(parts);
    }

    /// The scope of a text; [InvalidValue] says what a scope looks like.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Scope parse(String text) {
        if (text == null || text.length() > 256) {
            throw invalid(text == null ? "" : text.substring(0, 40) + "…");
        }
        String[] words = text.split(":", -1);
        if (words.length < 2 || words.length > 3) {
            throw invalid(text);
        }
        // A slash elsewhere, or a second one, is in a word and so refused.
        int slash = words.length == 3 ? words[2].indexOf('/') : -1;
        return new Scope(
                slash < 0
                        ? List.of(words)
                        : List.of(words[0], words[1], words[2].substring(0, slash), words[2].substring(slash + 1)));
    }

    /// `[a-z0-9][a-z0-9._-]{0,62}`, without a regular expression: scopes are read with every token.
    private static boolean isWord(String part) {
        if (part.isEmpty() || part.length() > LONGEST_WORD || !isLetterOrDigit(part.charAt(0))) {
            return false;
        }
        for (int i = 1; i < part.length(); i++) {
            char c = part.charAt(i);
            if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /// What one needs to call a skill, or one command of it.
    public static Scope execute(String skill, Optional<String> command) {
        List<String> parts = new ArrayList<>(List.of(SKILL, EXECUTE, skill));
        command.ifPresent(parts::add);
        return new Scope(parts);
    }

    /// Whether whoever holds this also holds all of the other. What a scope leaves out at its end means all of it, so
    /// `infra:deploy` and `infra:deploy:*` cover each other.
    public boolean covers(Scope other) {
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).equals(ANY) && !parts.get(i).equals(other.part(i))) {
                return false;
            }
        }
        return true;
    }

    /// What both scopes cover, if that is anything.
    public Optional<Scope> meet(Scope other) {
        if (parts.size() <= other.parts.size() && covers(other)) {
            return Optional.of(other);
        }
        List<String> both = new ArrayList<>(4);
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            String mine = part(i);
            String theirs = other.part(i);
            if (!mine.equals(ANY) && !theirs.equals(ANY) && !mine.equals(theirs)) {
                return Optional.empty();
            }
            both.add(mine.equals(ANY) ? theirs : mine);
        }
        return Optional.of(new Scope(both));
    }

    /// Whether there is anything that both cover.
    public boolean overlaps(Scope other) {
        for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
            String mine = parts.get(i);
            String theirs = other.parts.get(i);
            if (!mine.equals(ANY) && !theirs.equals(ANY) && !mine.equals(theirs)) {
                return false;
            }
        }
        return true;
    }

    /// These without those that others of them cover; of two that cover each other, the first stays.
    public static List<Scope> widest(Collection<Scope> scopes) {
        if (scopes.size() == 1) {
            return List.copyOf(scopes);
        }
        TreeSet<Scope> all = new TreeSet<>(scopes);
        return all.stream()
                .filter(scope -> all.stream()
                        .noneMatch(other -> !other.equals(scope)
                                && other.covers(scope)
                                && (!scope.covers(other) || other.compareTo(scope) < 0)))
                .toList();
    }

    public String domain() {
        return parts.get(0);
    }

    public String action() {
        return parts.get(1);
    }

    /// The skill or other thing it is about; `*` where it is about all of them.
    public String target() {
        return parts.size() > 2 ? parts.get(2) : ANY;
    }

    /// The command, where the scope names one.
    public Optional<String> command() {
        return parts.size() > 3 ? Optional.of(parts.get(3)) : Optional.empty();
    }

    /// The same with another target, and its command where one is given.
    public Scope at(String target, Optional<String> command) {
        List<String> other = new ArrayList<>(List.of(domain(), action(), target));
        command.ifPresent(other::add);
        return new Scope(other);
    }

    /// The same with another word at one place.
    Scope with(int place, String word) {
        List<String> other = new ArrayList<>(parts);
        other.set(place, word);
        return new Scope(other);
    }

    private String part(int i) {
        return i < parts.size() ? parts.get(i) : ANY;
    }

    @JsonValue
    @Override
    public String toString() {
        String head = parts.get(0) + ":" + parts.get(1);
        return switch (parts.size()) {
            case 2 -> head;
            case 3 -> head + ":" + parts.get(2);
            default -> head + ":" + parts.get(2) + "/" + parts.get(3);
        };
    }

    @Override
    public int compareTo(Scope other) {
        for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return parts.size() - other.parts.size();
    }

    private static InvalidValue invalid(String text) {
        return new InvalidValue(
                "scope",
                "'" + text
                        + "' is not a scope. A scope is domain:action[:target[/command]], each part '*' or up to 63 of"
                        + " a-z, 0-9, '.', '_' and '-', such as skill:execute:crm/export.");
    }
}
