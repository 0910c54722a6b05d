/// What an agent, or any client, needs: the typed REST client, identity and registration, and the mesh client.
module io.centter.sdk {
    requires transitive io.centter.model;
    requires transitive java.net.http;
    requires io.nats.jnats;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.centter.sdk.identity;
    exports io.centter.sdk.mesh;
    exports io.centter.sdk.rest;

    opens io.centter.sdk.identity to
            com.fasterxml.jackson.databind;
}
