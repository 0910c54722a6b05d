package io.centter.control.message;

import io.centter.model.identity.AgentId;
import io.centter.model.message.Envelope;
import io.centter.model.message.SenderProof;
import io.centter.model.message.StoredMessage;
import io.centter.model.wire.Wire;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be said of a message from its subject and its bytes.
///
/// @param envelope null where the bytes are none
record Letter(AgentId agent, SenderProof proof, @Nullable Envelope envelope) {
    private static final Pattern INBOX = Pattern.compile("mesh\\.agent\\.([0-9a-f]{12})\\.inbox(\\..+)?");

    /// Whether a subject is that of an inbox; others cannot be in the stream, but for those of ids that are none.
    static boolean isOne(String subject) {
        return INBOX.matcher(subject).matches();
    }

    static Letter read(String subject, byte[] content) {
        Matcher inbox = INBOX.matcher(subject);
        if (!inbox.matches()) {
            throw new IllegalArgumentException(subject + " is no inbox");
        }
        AgentId agent = new AgentId(inbox.group(1));
        try {
            Envelope envelope = Wire.tolerant().readValue(content, Envelope.class);
            return envelope == null
                    ? new Letter(agent, SenderProof.UNREADABLE, null)
                    : new Letter(agent, SenderProof.of(subject, agent, envelope), envelope);
        } catch (IOException _) {
            return new Letter(agent, SenderProof.UNREADABLE, null);
        }
    }

    /// Whether this is the message of that id.
    static boolean has(MessageInfo message, UUID id) {
        Envelope envelope =
                read(String.valueOf(message.getSubject()), content(message)).envelope();
        return envelope != null && id.equals(envelope.id());
    }

    static StoredMessage stored(MessageInfo message) {
        byte[] content = content(message);
        Letter letter = read(String.valueOf(message.getSubject()), content);
        return new StoredMessage(
                message.getSeq(), letter.agent(), time(message), content.length, letter.proof(), letter.envelope());
    }

    static byte[] content(MessageInfo message) {
        byte[] data = message.getData();
        return data == null ? new byte[0] : data;
    }

    static Instant time(MessageInfo message) {
        ZonedDateTime time = message.getTime();
        return time == null ? Instant.EPOCH : time.toInstant();
    }
}
