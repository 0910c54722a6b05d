package io.centter.sdk.mesh;

import io.centter.model.heartbeat.Build;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent tells of itself in every heartbeat beside its status and its work.
public record AgentProfile(
        @Nullable Location location,
        @Nullable String endpointUrl,
        List<Transport> transports,
        List<String> capabilities,
        List<String> builtinSkills,
        List<String> customSkills,
        List<String> tools,
        @Nullable Build build) {
    public static final AgentProfile EMPTY =
            new AgentProfile(null, null, List.of(Transport.NATS), List.of(), List.of(), List.of(), List.of(), null);

    public AgentProfile {
        transports = List.copyOf(transports);
        capabilities = List.copyOf(capabilities);
        builtinSkills = List.copyOf(builtinSkills);
        customSkills = List.copyOf(customSkills);
        tools = List.copyOf(tools);
    }

    public AgentProfile at(Location where) {
        return new AgentProfile(
                where, endpointUrl, transports, capabilities, builtinSkills, customSkills, tools, build);
    }

    public AgentProfile capableOf(List<String> names) {
        return new AgentProfile(location, endpointUrl, transports, names, builtinSkills, customSkills, tools, build);
    }

    public AgentProfile skilledIn(List<String> builtin, List<String> custom) {
        return new AgentProfile(location, endpointUrl, transports, capabilities, builtin, custom, tools, build);
    }

    public AgentProfile equippedWith(List<String> names) {
        return new AgentProfile(
                location, endpointUrl, transports, capabilities, builtinSkills, customSkills, names, build);
    }

    public AgentProfile builtAs(Build what) {
        return new AgentProfile(
                location, endpointUrl, transports, capabilities, builtinSkills, customSkills, tools, what);
    }

    public AgentProfile reachableAt(@Nullable String url, List<Transport> ways) {
        return new AgentProfile(location, url, ways, capabilities, builtinSkills, customSkills, tools, build);
    }
}
