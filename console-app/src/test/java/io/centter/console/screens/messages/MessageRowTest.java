package io.centter.console.screens.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.screens.messages.MessageRow.Place;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Envelope;
import io.centter.model.message.MessageFate;
import io.centter.model.message.MessageFate.State;
import io.centter.model.message.MessageTrace;
import io.centter.model.message.MessageType;
import io.centter.model.message.Sender;
import io.centter.model.message.SenderProof;
import io.centter.model.message.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageRowTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final AgentId MEI = new AgentId("f254bbfa01c7");
    private static final Sender SOL = Sender.of(new AgentId("0b4cbbfa01c8"));
    private static final UUID FIRST = UUID.fromString("0197a2c4-5d6e-7f80-9a1b-2c3d4e5f6071");

    @Test
    void messageThatIsThereAndInTheFatesIsShownOnce() {
        List<MessageRow> rows = MessageRow.of(
                trace(List.of(stored(4)), fate(2, State.HANDLED), fate(3, State.DEAD), fate(4, State.WAITING)));
        assertThat(rows).extracting(MessageRow::seq).containsExactly(2L, 4L);
        assertThat(rows).extracting(MessageRow::place).containsExactly(Place.HANDLED, Place.WAITING);
    }

    @Test
    void messageThatStillLiesThereWhenItsTimeIsOverKeepsWhatItSays() {
        MessageRow row =
                MessageRow.of(trace(List.of(stored(4)), fate(4, State.EXPIRED))).getFirst();
        assertThat(row.place()).isEqualTo(Place.EXPIRED);
        assertThat(row.envelope()).isNotNull();
        assertThat(row.key()).isEqualTo(MessageRow.of(stored(4)).key());
        assertThat(Standing.brief(row, NOON.plusSeconds(9))).startsWith("expired ");
    }

    @Test
    void whatNobodyHeardIsNotSaid() {
        MessageRow gone =
                MessageRow.of(trace(List.of(), fate(5, State.UNKNOWN))).getFirst();
        assertThat(gone.place()).isEqualTo(Place.GONE);
        assertThat(Standing.brief(gone, NOON)).isEqualTo("gone");
        assertThat(gone.conversation()).isEqualTo(FIRST);
        assertThat(gone.from()).isEqualTo(SOL);

        MessageRow late = MessageRow.of(
                        trace(List.of(), new MessageFate(6, MEI, null, null, null, null, State.HANDLED, NOON, 2L)))
                .getFirst();
        assertThat(late.proof()).isNull();
        assertThat(late.at()).isNull();
        assertThat(late.from()).isNull();
        assertThat(late.conversation()).isNull();
    }

    @Test
    void senderThatTheBrokerDoesNotNameIsUnproven() {
        MessageRow row = MessageRow.of(
                        trace(List.of(), new MessageFate(6, MEI, null, FIRST, null, NOON, State.HANDLED, NOON, 1L)))
                .getFirst();
        assertThat(row.proof()).isEqualTo(SenderProof.UNPROVEN);
    }

    private static MessageTrace trace(List<StoredMessage> waiting, MessageFate... fates) {
        return new MessageTrace(waiting, List.of(), List.of(fates), true);
    }

    private static MessageFate fate(long seq, State state) {
        @Nullable Instant at = state == State.HANDLED || state == State.EXPIRED ? NOON.plusSeconds(seq) : null;
        return new MessageFate(seq, MEI, SOL, UUID.randomUUID(), FIRST, NOON.plusMillis(seq), state, at, null);
    }

    private static StoredMessage stored(long seq) {
        Envelope envelope = new Envelope(
                Envelope.VERSION,
                UUID.randomUUID(),
                MessageType.RESULT,
                SOL,
                MEI,
                NOON,
                1_000L,
                null,
                FIRST,
                null,
                List.of(),
                null);
        return new StoredMessage(seq, MEI, NOON.plusMillis(seq), 120, SenderProof.PROVEN, envelope);
    }
}
