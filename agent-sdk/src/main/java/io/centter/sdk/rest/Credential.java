package io.centter.sdk.rest;

import io.centter.model.identity.AgentId;
import java.net.http.HttpRequest;

/// Who calls. Secrets never print.
sealed interface Credential {
    void sign(HttpRequest.Builder request);

    record Nobody() implements Credential {
        @Override
        public void sign(HttpRequest.Builder request) {}
    }

    record User(String token) implements Credential {
        @Override
        public void sign(HttpRequest.Builder request) {
            request.header("Authorization", "Bearer " + token);
        }

        @Override
        public String toString() {
            return "User[***]";
        }
    }

    record Agent(AgentId id, String apiKey) implements Credential {
        @Override
        public void sign(HttpRequest.Builder request) {
            request.header("X-Agent-Key", apiKey);
        }

        @Override
        public String toString() {
            return "Agent[" + id + ", ***]";
        }
    }
}
