package io.centter.console.screens.market;

import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.model.skill.PublisherKey;
import io.centter.model.skill.PublisherKeyView;
import io.centter.model.skill.SkillStatement;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.skill.SkillVersionView.SignedBy;
import io.centter.model.skill.SkillView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who signed a version. The control plane takes no wrong signature; where all that was signed is known here, that is
/// verified again, without trusting it.
///
/// @param key absent where nobody signed, or with a key that its publisher does not have
record Signing(State state, @Nullable PublisherKeyView key) {
    /// How far it can be relied on.
    enum State {
        /// Its publisher had no key then.
        UNSIGNED,
        /// As the control plane says.
        SIGNED,
        /// Verified here.
        VERIFIED,
        /// What is shown is not what was signed, or not by this publisher.
        BROKEN
    }

    /// @param keys all that the publisher signs or signed with
    static Signing of(SkillView skill, SkillVersionView version, List<PublisherKeyView> keys) {
        SignedBy by = version.signedBy();
        if (by == null) {
            return new Signing(State.UNSIGNED, null);
        }
        PublisherKeyView key = keys.stream()
                .filter(one -> one.id().equals(by.key()))
                .findFirst()
                .orElse(null);
        if (key == null) {
            return new Signing(State.BROKEN, null);
        }
        if (version.manifest() == null) {
            return new Signing(State.SIGNED, key);
        }
        PublisherKey known = PublisherKey.parse(key.publicKey());
        boolean right = known.id().equals(by.key())
                && known.signed(SkillStatement.of(skill.publisher().slug(), skill.slug(), version), by.signature());
        return new Signing(right ? State.VERIFIED : State.BROKEN, key);
    }

    /// In one line, with the key by its name.
    String words() {
        String name = key == null ? "" : key.name();
        return switch (state) {
            case UNSIGNED -> Texts.of("market.unsigned");
            case SIGNED -> Texts.of("market.signed", name);
            case VERIFIED -> Texts.of("market.signed-verified", name);
            case BROKEN -> Texts.of("market.signed-wrongly");
        };
    }

    /// What is to be known beside it; empty for nothing.
    String note() {
        Instant retired = key == null ? null : key.retiredAt();
        return key == null || retired == null
                ? ""
                : Texts.of(
                        "market.key-retired",
                        Times.exact(retired, ZoneId.systemDefault()),
                        key.retireReason() == null ? "" : key.retireReason());
    }
}
