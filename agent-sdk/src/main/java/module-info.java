/// What an agent, or any client, needs: the typed REST client and the mesh client.
module io.centter.sdk {
    requires transitive io.centter.model;
    requires transitive java.net.http;
    requires static transitive org.jspecify;

    exports io.centter.sdk.rest;
}
