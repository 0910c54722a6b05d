package io.centter.model.api;

import io.centter.model.identity.Names;
/// What a person may change of itself.

public record UpdateMe(String name) {
    public UpdateMe {
        name = Names.requireText("name", name, 128);
    }
}
