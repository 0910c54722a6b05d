package io.centter.control.presence;

import static io.centter.control.presence.BoardFixture.LINDA;
import static io.centter.control.presence.BoardFixture.NETWORK;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.presence.Presence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the broker lists, against what was told while it was asked.
class ReconcileTest {
    private final BoardFixture at = BoardFixture.withLinda();

    @Test
    void connectionYoungerThanTheListStays() {
        Instant asOf = at.now();
        at.seconds(1);
        at.connect(LINDA);
        at.board.hubBack(List.of(), asOf);
        at.seconds(60);
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void connectionThatWasInItsHandshakeWhenTheListWasMadeStays() {
        SeenConnection accepted = at.connection(LINDA);
        at.seconds(1);
        Instant asOf = at.now();
        at.seconds(1);
        at.board.connected(accepted);
        at.board.hubBack(List.of(), asOf);
        at.seconds(60);
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void connectionThatIsNoLongerListedGoesThoughItWasListedBefore() {
        SeenConnection listed = at.connection(LINDA);
        at.board.hubBack(List.of(listed), at.now());
        at.seconds(5);
        at.board.hubBack(List.of(), at.now());
        at.seconds(29);
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
        at.seconds(1);
        assertThat(at.presence()).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void connectionOfAServerWithAFastClockGoesWhenItIsNoLongerListed() {
        at.board.connected(
                new SeenConnection(NETWORK, LINDA, "FAST", 1, at.now().plusSeconds(3600)));
        at.seconds(5);
        at.board.hubBack(List.of(), at.now());
        at.seconds(29);
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
        at.seconds(1);
        assertThat(at.presence()).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void whoLeftAfterTheListWasAskedForStaysAway() {
        SeenConnection listed = at.connect(LINDA);
        at.seconds(1);
        Instant asOf = at.now();
        at.seconds(1);
        at.board.disconnected(listed);
        at.board.hubBack(List.of(listed), asOf);
        at.seconds(3);
        assertThat(at.presence()).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void whoIsHeardWithoutAKnownConnectionLeavesToo() {
        at.beat(0);
        at.board.disconnected(at.connection(LINDA));
        at.seconds(3);
        assertThat(at.presence()).isEqualTo(Presence.OFFLINE);
    }
}
