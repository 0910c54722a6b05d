package io.centter.model.heartbeat;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent says of itself: every 5 minutes, on change and on reconnect.
///
/// @param v the version of this form; 1
/// @param agentId who sends it; the broker's proof of the sender counts, and a heartbeat that says otherwise is dropped
/// @param bootId one start of the agent; `seq` rises within it. Without it, `ts` alone orders heartbeats
/// @param seq counts the heartbeats of one boot, from 0
/// @param ts when the agent sent it, by its own clock
/// @param transports best first; without any, the agent is reached as it is connected
public record Heartbeat(
        int v,
        AgentId agentId,
        @Nullable String bootId,
        long seq,
        Instant ts,
        HeartbeatStatus status,
        @Nullable Location location,
        @Nullable String endpointUrl,
        List<Transport> transports,
        List<String> capabilities,
        List<String> builtinSkills,
        List<String> customSkills,
        List<String> tools,
        @Nullable Work work,
        List<Denial> denials,
        @Nullable Build build) {
    public static final int VERSION = 1;
    /// The largest heartbeat that is read, in bytes of JSON.
    public static final int MAX_BYTES = 65_536;

    private static final int MAX_ENTRIES = 256;

    public Heartbeat {
        if (v != VERSION) {
            throw new InvalidValue("v", "v is " + v + "; this hub reads heartbeats of version " + VERSION + ".");
        }
        Names.requirePresent("agent_id", agentId);
        Names.requirePresent("ts", ts);
        Names.optionalTime("ts", ts);
        Names.requirePresent("status", status);
        Names.optionalText("boot_id", bootId, 64);
        if (seq < 0) {
            throw new InvalidValue("seq", "seq counts heartbeats and cannot be negative.");
        }
        Names.optionalText("endpoint_url", endpointUrl, 2048);
        transports = copy("transports", transports);
        capabilities = Names.requireTexts("capabilities", capabilities, MAX_ENTRIES);
        builtinSkills = Names.requireTexts("builtin_skills", builtinSkills, MAX_ENTRIES);
        customSkills = Names.requireTexts("custom_skills", customSkills, MAX_ENTRIES);
        tools = Names.requireTexts("tools", tools, MAX_ENTRIES);
        denials = copy("denials", denials);
    }

    private static <T> List<T> copy(String field, @Nullable List<T> values) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > MAX_ENTRIES || values.stream().anyMatch(value -> value == null)) {
            throw new InvalidValue(field, field + " has at most " + MAX_ENTRIES + " entries, none of them null.");
        }
        return List.copyOf(values);
    }
}
