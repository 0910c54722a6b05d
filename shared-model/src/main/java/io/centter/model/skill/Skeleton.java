package io.centter.model.skill;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/// What a name looks like at a glance, to find names made to be taken for another's: `dep1oy` and `Deplоy` (with a
/// Cyrillic letter) both look like `deploy`.
///
/// @param value the letters and digits that are seen
public record Skeleton(String value) {
    /// From this length on, one slip of the hand is enough to be taken for another.
    static final int LONG = 6;

    private static final Map<Character, Character> DIGITS =
            Map.of('0', 'o', '1', 'l', '2', 'z', '3', 'e', '4', 'a', '5', 's', '7', 't', '8', 'b', '9', 'g');
    // Cyrillic and Greek letters, and signs, that are drawn like Latin letters.
    private static final String DRAWN = "асԁеһіјӏорѕтuхуԛԝѵвгкмнαβγεηικνορτυχωßłøđıæ|$@!";
    private static final String AS = "acdehijlopstuxyqwvbrkmhabyenikvoptuxwblodialsal";

    /// The skeleton of a slug or of a display name.
    public static Skeleton of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "");
        StringBuilder drawn = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            int at = DRAWN.indexOf(c);
            drawn.append(at < 0 ? c : AS.charAt(at));
        }
        StringBuilder seen = new StringBuilder(plain.length());
        for (int i = 0; i < drawn.length(); i++) {
            char c = drawn.charAt(i);
            if (Character.isLetter(c)) {
                seen.append(c);
            } else if (Character.isDigit(c)) {
                seen.append(readsAsLetter(drawn, i) ? DIGITS.getOrDefault(c, c) : c);
            }
        }
        return new Skeleton(seen.toString().replace("rn", "m").replace("vv", "w"));
    }

    /// Whether one may be taken for the other: they look the same, or they are long and one slip apart - a character
    /// changed, left out, added or swapped with its neighbour. Names that differ in a digit only are told
    /// apart: they count something.
    public boolean looksLike(Skeleton other) {
        if (value.isEmpty() || other.value.isEmpty()) {
            return false;
        }
        return value.equals(other.value)
                || (Math.max(value.length(), other.value.length()) >= LONG && oneSlipApart(value, other.value));
    }

    // A digit is read as a letter where a letter follows: a number at the end of a word is a number.
    private static boolean readsAsLetter(CharSequence text, int at) {
        return at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
    }

    private static boolean oneSlipApart(String one, String other) {
        String longer = one.length() >= other.length() ? one : other;
        String shorter = one.length() >= other.length() ? other : one;
        if (longer.length() - shorter.length() > 1) {
            return false;
        }
        int at = 0;
        while (at < shorter.length() && longer.charAt(at) == shorter.charAt(at)) {
            at++;
        }
        if (longer.length() > shorter.length()) {
            return longer.substring(at + 1).equals(shorter.substring(at)) && !Character.isDigit(longer.charAt(at));
        }
        boolean changed = longer.substring(at + 1).equals(shorter.substring(at + 1))
                && !(Character.isDigit(longer.charAt(at)) && Character.isDigit(shorter.charAt(at)));
        return changed || swapped(longer, shorter, at);
    }

    private static boolean swapped(String one, String other, int at) {
        return at + 1 < one.length()
                && one.charAt(at) == other.charAt(at + 1)
                && one.charAt(at + 1) == other.charAt(at)
                && one.substring(at + 2).equals(other.substring(at + 2));
    }
}
