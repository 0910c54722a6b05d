package io.centter.model.skill;

import io.centter.model.identity.Names;
import io.centter.model.identity.NetworkId;
import org.jspecify.annotations.Nullable;

/// What of a publisher may change; what is absent stays.
public record UpdatePublisher(
        @Nullable String name,
        @Nullable String website,
        @Nullable NetworkId networkId) {
    public UpdatePublisher {
        if (name != null) {
            name = Names.requireText("name", name, 128);
        }
        SkillNames.optionalWebsite(website);
    }
}
