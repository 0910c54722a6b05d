package io.centter.model.skill;

import io.centter.model.identity.Names;
import org.jspecify.annotations.Nullable;

/// A key that a publisher will sign its versions with.
///
/// @param name for people, such as "build server"
/// @param publicKey Ed25519 in PEM
/// @param signature by a key that the publisher has already, over [SkillStatement#adding]; absent for the first
public record AddPublisherKey(
        String name, String publicKey, @Nullable KeySignature signature) {
    public AddPublisherKey {
        name = Names.requireText("name", name, 128);
        PublisherKey.parse(publicKey);
    }

    public PublisherKey key() {
        return PublisherKey.parse(publicKey);
    }
}
