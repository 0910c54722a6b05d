package io.centter.control.presence;

import static io.centter.control.presence.BoardFixture.LINDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.identity.AgentId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovesTest {
    private final BoardFixture at = BoardFixture.withLinda();

    @Test
    void whoMovesIsToldAndWhoSaysTheSameAgainIsNot() {
        List<AgentId> moved = new ArrayList<>();
        at.board.whenMoved((_, agent) -> moved.add(agent));
        at.beat(0);
        assertThat(moved).containsExactly(LINDA);
        at.beat(1);
        at.minutes(5);
        assertThat(moved).hasSize(1);
        SeenConnection connection = at.connect(LINDA);
        assertThat(moved).hasSize(2);
        at.board.disconnected(connection);
        assertThat(moved).hasSize(3);
        at.register(BoardFixture.BOB, "bob", null, false);
        at.register(BoardFixture.BOB, "robert", null, false);
        assertThat(moved).containsExactly(LINDA, LINDA, LINDA, BoardFixture.BOB);
    }

    @Test
    void whoHearsOfAMoveFindsTheAgentWhereItIsNow() {
        List<String> found = new ArrayList<>();
        at.board.whenMoved((network, agent) -> {
            AgentSight sight = at.board.sights(network).find(agent).orElseThrow();
            found.add((sight.location() == null ? "nowhere" : "somewhere") + (sight.connected() ? ", connected" : ""));
        });
        at.beat(0);
        SeenConnection connection = at.connect(LINDA);
        at.board.disconnected(connection);

        assertThat(found).containsExactly("somewhere", "somewhere, connected", "somewhere");
    }
}
