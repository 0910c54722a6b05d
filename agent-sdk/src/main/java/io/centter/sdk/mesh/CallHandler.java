package io.centter.sdk.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Answers calls of other agents on `mesh.rpc.<agent>`, such as A2A in JSON-RPC. It runs on a virtual thread.
@FunctionalInterface
public interface CallHandler {
    /// Called for each call that comes. The subject proves that the caller may call, not who it is.
    ///
    /// @param token by which the caller shows who it is, for a `TokenVerifier`; null where it sent none
    JsonNode answer(JsonNode request, @Nullable String token) throws Exception;
}
