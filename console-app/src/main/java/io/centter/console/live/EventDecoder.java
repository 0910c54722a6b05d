package io.centter.console.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns messages into changes and follows their numbers. Called by the threads of the broker's client, of which two
/// may
/// be at work while credentials are renewed.
final class EventDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(EventDecoder.class);
    private static final String PRESENCE = "mesh.presence.";
    private static final String SAID = "mesh.event.";
    private static final String HUB = SAID + "hub.";

    private final Consumer<FleetChange> changes;
    private final Consumer<HubEvent> news;
    private final Runnable gap;
    private final FeedListener tail;
    private final Sequence sequence = new Sequence();

    EventDecoder(FeedListener listener, Runnable gap) {
        this.changes = listener::changed;
        this.news = listener::heard;
        this.tail = listener;
        this.gap = gap;
    }

    synchronized void restart() {
        sequence.restart();
    }

    /// Gives up on missing numbers; true where something was indeed missing.
    synchronized boolean forgiveGap() {
        boolean missing = sequence.hasGap();
        sequence.forgive();
        return missing;
    }

    synchronized void decode(String subject, byte[] payload) {
        if (!subject.startsWith(PRESENCE) && !subject.startsWith(HUB)) {
            if (subject.startsWith(SAID)) {
                said(subject, payload);
            }
            return;
        }
        try {
            JsonNode json = Wire.tolerant().readTree(payload);
            // An agent can have a broker's answer sent here: one of those has numbers of its own.
            if (!json.path("seq").isIntegralNumber()
                    || !json.path("network_id").isTextual()
                    || !json.path("type").isTextual()
                    || !sequence.accept(json.path("seq").longValue())) {
                return;
            }
            forward(subject, json);
            if (sequence.hasGap()) {
                gap.run();
            }
        } catch (IOException e) {
            // An unreadable message leaves a gap in the numbers, and so a snapshot behind.
            LOG.info("event not readable subject={} cause={}", subject, e.getMessage());
        }
    }

    /// What agents tell each other has no numbers and moves nothing in the picture.
    private void said(String subject, byte[] payload) {
        @Nullable JsonNode json;
        try {
            json = Wire.tolerant().readTree(payload);
        } catch (IOException _) {
            // Agents may say what they like.
            json = null;
        }
        tail.told(subject.substring(SAID.length()), json, null);
    }

    /// What a newer hub says that this console does not know is counted, and passed over.
    private void forward(String subject, JsonNode json) {
        try {
            HubEvent event = Wire.tolerant().treeToValue(json, HubEvent.class);
            String topic = subject.startsWith(SAID) ? subject.substring(SAID.length()) : "presence";
            tail.told(topic, json, event);
            if (!(event.data() instanceof EventData.PresenceChanged)) {
                news.accept(event);
            }
            switch (event.data()) {
                case EventData.PresenceChanged change ->
                    changes.accept(new FleetChange.PresenceMoved(event.at(), change));
                case EventData.AgentCreated made ->
                    changes.accept(
                            new FleetChange.Named(event.at(), made.agent(), made.name(), made.slug(), made.role()));
                case EventData.AgentChanged now ->
                    changes.accept(new FleetChange.Named(event.at(), now.agent(), now.name(), now.slug(), now.role()));
                case EventData.AgentDeleted gone -> changes.accept(new FleetChange.Removed(event.at(), gone.agent()));
                case EventData.ApiKeyRotated _, EventData.CredentialsIssued _, EventData.CredentialsRevoked _ -> {}
                case EventData.NetworkCreated _, EventData.NetworkChanged _, EventData.NetworkDeleted _ -> {}
                case EventData.MemberAdded _, EventData.MemberRemoved _ -> {}
                case EventData.TeamCreated _, EventData.TeamChanged _, EventData.TeamDeleted _ -> {}
                case EventData.PermissionGranted _, EventData.PermissionRevoked _ -> {}
                case EventData.PermissionEnded _, EventData.PermissionExpired _, EventData.RoleChanged _ -> {}
                case EventData.TeamAgentAdded _, EventData.TeamAgentRemoved _, EventData.TeamAgentRoleChanged _ -> {}
                case EventData.AuthorityKeyRotated _, EventData.TokenRevoked _ -> {}
                case EventData.SkillInstalled _, EventData.SkillUninstalled _, EventData.SkillVersionYanked _ -> {}
                case EventData.SkillQuarantined _, EventData.SkillReleased _, EventData.AuditAnchored _ -> {}
                case EventData.NetworkSuspended _, EventData.NetworkResumed _, EventData.NetworkPlanChanged _ -> {}
                case EventData.AgentTransportChanged _, EventData.AgentLocked _, EventData.AgentUnlocked _ -> {}
                case EventData.AccountDrifted _, EventData.AgentDenied _ -> {}
                case EventData.InstanceChanged _, EventData.DnsOverrideChanged _ -> {}
                case EventData.RoutesChanged _, EventData.RelaysChanged _ -> {}
                // Of messages, not of agents' rows.
                case EventData.AgentOrdered _,
                        EventData.MessageDied _,
                        EventData.MessageExpired _,
                        EventData.DeadLetterRequeued _,
                        EventData.DeadLetterDeleted _ -> {}
            }
        } catch (JsonProcessingException e) {
            LOG.debug("event of an unknown form", e);
        }
    }
}
