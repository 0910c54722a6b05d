/// What an agent, or any client, needs: the typed REST client, identity and registration, the mesh
/// client, and tokens.
module io.centter.sdk {
    requires transitive io.centter.model;
    requires transitive java.net.http;
    requires com.nimbusds.jose.jwt;
    requires io.nats.jnats;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.centter.sdk.identity;
    exports io.centter.sdk.mesh;
    exports io.centter.sdk.rest;
    exports io.centter.sdk.token;

    opens io.centter.sdk.identity to
            com.fasterxml.jackson.databind;
}
