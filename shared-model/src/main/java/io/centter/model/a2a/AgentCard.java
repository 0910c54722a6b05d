package io.centter.model.a2a;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an agent says of itself to everybody (A2A 1.0, `AgentCard`).
///
/// @param supportedInterfaces those that are really served, the preferred one first
/// @param version of the agent
/// @param securitySchemes by name; absent where there is no interface to show anything to
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record AgentCard(
        String name,
        String description,
        List<Interface> supportedInterfaces,
        String version,
        Capabilities capabilities,
        @Nullable Map<String, SecurityScheme> securitySchemes,
        @Nullable List<SecurityRequirement> securityRequirements,
        List<String> defaultInputModes,
        List<String> defaultOutputModes,
        List<Skill> skills) {

    /// Where and how an agent is spoken to.
    ///
    /// @param protocolBinding `JSONRPC`, `HTTP+JSON`, or the URI of another one
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record Interface(String url, String protocolBinding, String protocolVersion) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record Capabilities(boolean streaming, boolean pushNotifications, boolean extendedAgentCard) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record Skill(String id, String name, String description, List<String> tags) {}

    /// One of several kinds; this is the only one here.
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record SecurityScheme(HttpAuth httpAuthSecurityScheme) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record HttpAuth(String scheme, String bearerFormat) {}

    /// Schemes that are needed together, each with its scopes.
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record SecurityRequirement(Map<String, Scopes> schemes) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record Scopes(List<String> list) {}
}
