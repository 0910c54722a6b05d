package io.centter.model.event;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import java.time.Instant;
import java.util.UUID;

/// One thing that happened in a network. Written flat: `id`, `seq`, `network_id`, `at`, `type` and the data's own
/// fields
/// side by side.
///
/// @param id also the `Nats-Msg-Id`; at least once, so consumers drop an id they have seen
/// @param seq counts the events of this network without gaps, from 1: who misses one takes a snapshot
/// @param at when it was decided, not when it was sent
@JsonSerialize(using = HubEventWriter.class)
@JsonDeserialize(using = HubEventReader.class)
public record HubEvent(UUID id, long seq, NetworkId networkId, Instant at, EventData data) {
    /// Where the event is published in the account of its network.
    public String subject() {
        return data instanceof EventData.PresenceChanged change
                ? Subjects.presence(change.agent())
                : Subjects.event("hub." + EventTypes.nameOf(data));
    }
}
