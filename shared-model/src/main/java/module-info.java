/// The words every part of Centter speaks: ids, heartbeats, presence, events, requests and answers. No I/O, no clock.
module io.centter.model {
    requires transitive com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires org.snakeyaml.engine;
    requires static transitive org.jspecify;

    exports io.centter.model.a2a;
    exports io.centter.model.address;
    exports io.centter.model.api;
    exports io.centter.model.authority;
    exports io.centter.model.discovery;
    exports io.centter.model.event;
    exports io.centter.model.heartbeat;
    exports io.centter.model.identity;
    exports io.centter.model.message;
    exports io.centter.model.permission;
    exports io.centter.model.presence;
    exports io.centter.model.role;
    exports io.centter.model.route;
    exports io.centter.model.skill;
    exports io.centter.model.wire;
}
