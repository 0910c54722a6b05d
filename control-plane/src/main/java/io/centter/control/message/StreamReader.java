package io.centter.control.message;

import io.centter.model.identity.AgentId;
import io.centter.model.message.Subjects;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at what a stream holds, message by message, and takes nothing.
final class StreamReader {
    private static final int NO_SUCH = 404;
    private static final int NO_MESSAGE = 10_037;
    private static final int NOT_DELETED = 10_057;

    private final JetStreamManagement streams;

    StreamReader(JetStreamManagement streams) {
        this.streams = streams;
    }

    Optional<MessageInfo> at(String stream, long seq) throws IOException, JetStreamApiException {
        try {
            return Optional.of(streams.getMessage(stream, seq));
        } catch (JetStreamApiException e) {
            return none(e);
        }
    }

    /// The first of these subjects at this place or after it.
    Optional<MessageInfo> next(String stream, long seq, String subject) throws IOException, JetStreamApiException {
        try {
            return Optional.of(streams.getNextMessage(stream, seq, subject));
        } catch (JetStreamApiException e) {
            return none(e);
        }
    }

    /// The messages of one inbox from a place on, oldest first.
    List<MessageInfo> inbox(AgentId agent, long from, int most) throws IOException, JetStreamApiException {
        return inbox(agent, from, Long.MAX_VALUE, most);
    }

    /// The messages of one inbox between two places, both included, oldest first.
    List<MessageInfo> inbox(AgentId agent, long from, long to, int most) throws IOException, JetStreamApiException {
        List<MessageInfo> found = new ArrayList<>();
        String[] subjects = Subjects.inboxFilters(agent);
        List<Optional<MessageInfo>> heads = new ArrayList<>();
        for (String subject : subjects) {
            heads.add(next(Subjects.MESSAGES_STREAM, from, subject));
        }
        while (found.size() < most) {
            int first = first(heads);
            MessageInfo message = heads.get(first).orElse(null);
            if (message == null || message.getSeq() > to) {
                return found;
            }
            found.add(message);
            heads.set(first, next(Subjects.MESSAGES_STREAM, message.getSeq() + 1, subjects[first]));
        }
        return found;
    }

    boolean delete(String stream, long seq) throws IOException, JetStreamApiException {
        try {
            return streams.deleteMessage(stream, seq, false);
        } catch (JetStreamApiException e) {
            // Somebody else was faster.
            return none(e).isPresent();
        }
    }

    private static int first(List<Optional<MessageInfo>> heads) {
        int first = 0;
        for (int i = 1; i < heads.size(); i++) {
            if (place(heads.get(i)) < place(heads.get(first))) {
                first = i;
            }
        }
        return first;
    }

    private static long place(Optional<MessageInfo> head) {
        return head.map(MessageInfo::getSeq).orElse(Long.MAX_VALUE);
    }

    private static Optional<MessageInfo> none(JetStreamApiException e) throws JetStreamApiException {
        if (e.getErrorCode() == NO_SUCH || e.getApiErrorCode() == NO_MESSAGE || e.getApiErrorCode() == NOT_DELETED) {
            return Optional.empty();
        }
        throw e;
    }
}
