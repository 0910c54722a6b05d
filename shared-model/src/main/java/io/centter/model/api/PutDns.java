package io.centter.model.api;

import io.centter.model.identity.Names;

/// The address that an agent's name is to stand for, whatever its heartbeats say.
public record PutDns(String address) {
    public PutDns {
        address = Names.requireText("address", address, 45);
    }
}
