package io.centter.control.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.util.Base64;

/// What a bearer token says it is. That chooses only who looks at it; whether it holds, they decide by their own keys.
final class TokenType {
    private static final String AGENT = "at+jwt";

    private TokenType() {}

    static boolean isAgentToken(String token) {
        int dot = token.indexOf('.');
        if (dot < 1 || dot > 1_000) {
            return false;
        }
        try {
            JsonNode header = Wire.tolerant().readTree(Base64.getUrlDecoder().decode(token.substring(0, dot)));
            return header.path("typ").asText().equalsIgnoreCase(AGENT);
        } catch (JsonProcessingException | IllegalArgumentException _) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
