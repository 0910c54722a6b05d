package io.centter.console.screens.agent;

import io.centter.console.text.Texts;
import java.util.List;
import java.util.Optional;

/// What is looked at of one agent, in the order in which it stands; the keys 1 to 7 lead there.
public enum Facet {
    NOW,
    SKILLS,
    ROUTES,
    RIGHTS,
    CREDENTIALS,
    INBOX,
    CARD;

    /// The one whose key this is.
    public static Optional<Facet> of(String sign) {
        int place = sign.length() == 1 ? Character.digit(sign.charAt(0), 10) - 1 : -1;
        List<Facet> all = List.of(values());
        return place >= 0 && place < all.size() ? Optional.of(all.get(place)) : Optional.empty();
    }

    public String words() {
        return Texts.word("agent.facet", this);
    }
}
