package io.centter.sdk.rest;

import com.fasterxml.jackson.databind.JsonNode;

/// The documents in which a control plane describes itself. They fail as [CentterApi] does.
public final class DocumentsApi {
    private final CentterApi api;

    private DocumentsApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections.
    public static DocumentsApi of(CentterApi api) {
        return new DocumentsApi(api);
    }

    /// OpenAPI 3.1: what is asked over HTTP.
    public JsonNode openApi() {
        return api.ask(Call.get("/openapi.json"), JsonNode.class);
    }

    /// AsyncAPI 3: what is said and heard on NATS.
    public JsonNode asyncApi() {
        return api.ask(Call.get("/asyncapi.json"), JsonNode.class);
    }
}
