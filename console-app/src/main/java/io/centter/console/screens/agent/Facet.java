package io.centter.console.screens.agent;

import io.centter.console.text.Texts;

/// What is looked at of one agent, in the order in which it stands; the keys 1 to 7 lead there.
public enum Facet {
    NOW,
    SKILLS,
    ROUTES,
    RIGHTS,
    CREDENTIALS,
    INBOX,
    CARD;

    public String words() {
        return Texts.word("agent.facet", this);
    }
}
