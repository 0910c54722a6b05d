package io.centter.control.presence;

import static io.centter.control.presence.BoardFixture.BOB;
import static io.centter.control.presence.BoardFixture.LINDA;
import static io.centter.control.presence.BoardFixture.NETWORK;
import static io.centter.control.presence.BoardFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.identity.AgentId;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BystanderTest {
    private final Bystander bystander = new Bystander();

    @Test
    void whatTheOtherOneWroteIsNotWrittenAgain() {
        saw(LINDA, 1, Presence.UNKNOWN, Presence.ONLINE);
        saw(LINDA, 5, Presence.ONLINE, Presence.OFFLINE);
        saw(LINDA, 9, Presence.OFFLINE, Presence.ONLINE);

        assertThat(bystander.unwritten(Map.of(LINDA, written("offline", 6))))
                .extracting(Transition::to)
                .containsExactly(Presence.ONLINE);
    }

    @Test
    void whatItDidNotWriteAnyMoreIsWrittenInOrder() {
        saw(BOB, 4, Presence.ONLINE, Presence.OFFLINE);
        saw(LINDA, 3, Presence.ONLINE, Presence.DEGRADED);
        saw(LINDA, 5, Presence.DEGRADED, Presence.OFFLINE);

        assertThat(bystander.unwritten(Map.of(LINDA, written("online", 1), BOB, written("online", 1))))
                .extracting(Transition::agent)
                .containsExactly(LINDA, BOB, LINDA);
        assertThat(bystander.unwritten(Map.of())).isEmpty();
    }

    @Test
    void whatIsLongOverIsForgotten() {
        saw(LINDA, 1, Presence.ONLINE, Presence.OFFLINE);
        saw(BOB, 120, Presence.ONLINE, Presence.OFFLINE);

        assertThat(bystander.unwritten(Map.of())).extracting(Transition::agent).containsExactly(BOB);
    }

    private void saw(AgentId agent, int second, Presence from, Presence to) {
        var at = START.plusSeconds(second);
        bystander.saw(
                new Transition(NETWORK, agent, at, from, to, PresenceCause.CONNECTED, null, null, true, false, 0), at);
    }

    private static Bystander.Written written(String to, int second) {
        return new Bystander.Written(to, false, START.plusSeconds(second));
    }
}
