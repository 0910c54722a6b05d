package io.centter.model.api;

import io.centter.model.identity.Names;
/// What of a network may change; its slug is part of names in DNS and stays.

public record UpdateNetwork(String name) {
    public UpdateNetwork {
        name = Names.requireText("name", name, 128);
    }
}
