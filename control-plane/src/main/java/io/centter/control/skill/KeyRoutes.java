package io.centter.control.skill;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.Because;
import io.centter.model.skill.AddPublisherKey;
import io.centter.model.skill.PublisherKeyView;

/// Keys that publishers sign their versions with.
public final class KeyRoutes {
    private final KeyService keys;

    public KeyRoutes(KeyService keys) {
        this.keys = keys;
    }

    public void declare(Router router) {
        router.get("/publishers/{publisher}/keys", "Lists the keys of a publisher, retired ones last.")
                .by(Access.everyoneKnown())
                .givesPage(PublisherKeyView.class)
                .handle(call -> Reply.of(keys.list(call)));
        router.post(
                        "/publishers/{publisher}/keys",
                        "Adds a key that a publisher of yours signs with from now on; a further one is signed by one that"
                                + " is there.")
                .by(Access.user())
                .takes(AddPublisherKey.class)
                .gives(201, PublisherKeyView.class)
                .handle(call -> Reply.of(keys.add(call)));
        router.post(
                        "/publishers/{publisher}/keys/{key}/retire",
                        "Retires a key: it signs no more. The last one is retired by a curator only.")
                .by(Access.user())
                .takes(Because.class)
                .gives(PublisherKeyView.class)
                .handle(call -> Reply.of(keys.retire(call)));
    }
}
