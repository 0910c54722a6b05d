package io.centter.control.presence;

import static io.centter.control.presence.BoardFixture.BOB;
import static io.centter.control.presence.BoardFixture.LINDA;
import static io.centter.control.presence.BoardFixture.NETWORK;
import static io.centter.control.presence.BoardFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Transport;
import io.centter.model.heartbeat.Work;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceBoardTest {
    private final BoardFixture at = BoardFixture.withLinda();

    @Test
    void newAgentIsOfflineWithoutATransition() {
        assertThat(at.presence()).isEqualTo(Presence.OFFLINE);
        assertThat(at.transitions).isEmpty();
    }

    @Test
    void heartbeatBringsAnAgentOnline() {
        assertThat(at.beat(0)).isEqualTo(Intake.TAKEN);

        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
        assertThat(at.transitions).singleElement().satisfies(one -> {
            assertThat(one.from()).isEqualTo(Presence.OFFLINE);
            assertThat(one.to()).isEqualTo(Presence.ONLINE);
            assertThat(one.cause()).isEqualTo(PresenceCause.HEARTBEAT);
            assertThat(one.at()).isEqualTo(START);
        });
    }

    @Test
    void connectionAloneBringsAnAgentOnline() {
        at.connect(LINDA);

        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
        assertThat(at.last().cause()).isEqualTo(PresenceCause.CONNECTED);
        assertThat(at.linda().connected()).isTrue();
        assertThat(at.linda().status()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"599,ONLINE", "600,DEGRADED", "1799,DEGRADED", "1800,OFFLINE", "90000,OFFLINE"})
    void silenceDegradesAfterTenMinutesAndIsOfflineAfterThirty(long seconds, Presence expected) {
        at.connect(LINDA);
        at.beat(0);
        for (long passed = 0; passed < seconds; passed++) {
            at.seconds(1);
            if (passed > 2000) {
                at.seconds(seconds - passed - 1);
                break;
            }
        }
        assertThat(at.presence()).isEqualTo(expected);
    }

    @Test
    void transitionsTellEachStepOnce() {
        at.beat(0);
        at.minutes(10).minutes(5).minutes(15).minutes(60);

        assertThat(at.transitions)
                .extracting(Transition::to)
                .containsExactly(Presence.ONLINE, Presence.DEGRADED, Presence.OFFLINE);
        assertThat(at.transitions)
                .extracting(Transition::cause)
                .containsExactly(PresenceCause.HEARTBEAT, PresenceCause.SILENCE, PresenceCause.SILENCE);
    }

    @Test
    void unchangedHeartbeatsTellNothing() {
        at.beat(0);
        for (int i = 1; i < 50; i++) {
            at.minutes(5);
            at.beat(i);
        }
        assertThat(at.transitions).hasSize(1);
        assertThat(at.linda().since()).isEqualTo(START);
        assertThat(at.linda().lastHeartbeatAt()).isEqualTo(at.now());
    }

    @Test
    void changeOfStatusIsATransition() {
        at.beat(0);
        at.seconds(1);
        at.beat("boot-1", 1, at.now(), HeartbeatStatus.BUSY, null);

        assertThat(at.last().from()).isEqualTo(Presence.ONLINE);
        assertThat(at.last().to()).isEqualTo(Presence.ONLINE);
        assertThat(at.last().status()).isEqualTo(HeartbeatStatus.BUSY);
        assertThat(at.linda().since()).isEqualTo(at.now());
    }

    @Test
    void disconnectIsOfflineOnlyAfterTheGrace() {
        SeenConnection seen = at.connect(LINDA);
        at.beat(0);
        at.board.disconnected(seen);
        at.seconds(2);
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);

        at.seconds(1);
        assertThat(at.presence()).isEqualTo(Presence.OFFLINE);
        assertThat(at.last().cause()).isEqualTo(PresenceCause.DISCONNECTED);
    }

    @Test
    void quickReconnectTellsNothing() {
        SeenConnection seen = at.connect(LINDA);
        at.board.disconnected(seen);
        at.seconds(2);
        at.connect(LINDA);
        at.seconds(10);

        assertThat(at.transitions).hasSize(1);
    }

    @Test
    void secondConnectionKeepsTheAgentOnlineWhenTheFirstCloses() {
        SeenConnection first = at.connect(LINDA);
        SeenConnection second = at.connect(LINDA);
        at.board.disconnected(first);
        at.seconds(60);
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);

        at.board.disconnected(second);
        at.seconds(3);
        assertThat(at.presence()).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void sameNumberOnAnotherServerIsAnotherConnection() {
        at.connect(LINDA);
        at.board.disconnected(new SeenConnection(NETWORK, LINDA, "OTHER", 1, at.now()));
        at.seconds(10);
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void heartbeatThatWasOnItsWayDoesNotBringBackWhoDisconnected() {
        SeenConnection seen = at.connect(LINDA);
        at.board.disconnected(seen);
        at.beat(0);
        at.seconds(3);
        assertThat(at.presence()).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void laterHeartbeatProvesAConnectionThatWasMissed() {
        SeenConnection seen = at.connect(LINDA);
        at.board.disconnected(seen);
        at.seconds(5);
        at.beat(0);
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void agentOnHttpAloneIsJudgedByItsHeartbeats() {
        at.board.heartbeat(
                NETWORK, LINDA, BoardFixture.heartbeat(LINDA, null, 0, at.now(), HeartbeatStatus.OK, null), true);
        at.board.hubBack(List.of(), at.now());
        at.minutes(9);
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void workWithoutProgressIsStuckAndFreeAgainWithProgress() {
        Instant begin = at.now();
        at.beat("boot-1", 0, begin, HeartbeatStatus.BUSY, new Work(2, begin));
        for (int i = 1; i <= 2; i++) {
            at.minutes(5);
            at.beat("boot-1", i, at.now(), HeartbeatStatus.BUSY, new Work(2, begin));
        }
        assertThat(at.linda().stuck()).isTrue();
        assertThat(at.last().stuck()).isTrue();
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);

        at.beat("boot-1", 3, at.now(), HeartbeatStatus.BUSY, new Work(2, at.now()));
        assertThat(at.linda().stuck()).isFalse();
    }

    @Test
    void stuckIsSeenByTimeAlone() {
        at.beat(
                "boot-1",
                0,
                at.now(),
                HeartbeatStatus.BUSY,
                new Work(1, at.now().minusSeconds(300)));
        at.minutes(4);
        assertThat(at.linda().stuck()).isFalse();
        at.minutes(1);
        assertThat(at.linda().stuck()).isTrue();
    }

    @Test
    void presenceIsUnknownOnceTheHubIsAwayForThirtySeconds() {
        at.connect(LINDA);
        at.beat(0);
        at.board.hubLost();
        at.seconds(29);
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
        assertThat(at.board.snapshot(NETWORK).hubConnected()).isFalse();

        at.seconds(1);
        assertThat(at.presence()).isEqualTo(Presence.UNKNOWN);
        assertThat(at.last().cause()).isEqualTo(PresenceCause.HUB_AWAY);
    }

    @Test
    void hubBackFindsWhoIsConnectedAndGivesOthersTimeToComeBack() {
        at.register(BOB, "bob", null, false);
        SeenConnection linda = at.connect(LINDA);
        at.connect(BOB);
        at.board.hubLost();
        at.seconds(40);
        at.board.hubBack(List.of(linda), at.now());

        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
        assertThat(at.last().cause()).isEqualTo(PresenceCause.RECONCILED);
        assertThat(at.board.find(NETWORK, BOB).orElseThrow().presence()).isEqualTo(Presence.UNKNOWN);
        at.seconds(30);
        assertThat(at.board.find(NETWORK, BOB).orElseThrow().presence()).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void restartedBoardDoesNotKnowUntilItHasReadTheConnections() {
        BoardFixture fresh = new BoardFixture();
        fresh.register(LINDA, "linda", START.minusSeconds(60), false);
        assertThat(fresh.presence()).isEqualTo(Presence.UNKNOWN);

        fresh.board.hubBack(List.of(fresh.connection(LINDA)), START);
        assertThat(fresh.presence()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void restartedBoardFindsWhoLeftMeanwhile() {
        BoardFixture fresh = new BoardFixture();
        fresh.register(LINDA, "linda", START.minusSeconds(60), false);
        fresh.register(BOB, "bob", START.minusSeconds(60), true);
        fresh.board.hubBack(List.of(), START);
        fresh.seconds(30);

        assertThat(fresh.presence()).isEqualTo(Presence.OFFLINE);
        assertThat(fresh.board.find(NETWORK, BOB).orElseThrow().presence()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void heartbeatOverHttpIsBelievedWhileTheHubIsAway() {
        at.board.hubLost();
        at.minutes(2);
        at.board.heartbeat(
                NETWORK, LINDA, BoardFixture.heartbeat(LINDA, null, 0, at.now(), HeartbeatStatus.OK, null), true);
        at.minutes(1);
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void everythingItSaidIsInThePicture() {
        at.connect(LINDA);
        at.beat("boot-1", 0, at.now(), HeartbeatStatus.BUSY, new Work(3, at.now()));
        AgentPresence seen = at.linda();

        assertThat(seen.capabilities()).containsExactly("newsletter", "search");
        assertThat(seen.skills()).containsExactly("execute", "own");
        assertThat(seen.workInFlight()).isEqualTo(3);
        assertThat(seen.version()).isEqualTo("1.2.3");
        assertThat(seen.transport()).isEqualTo(Transport.NATS);
        assertThat(seen.location())
                .isEqualTo(BoardFixture.heartbeat(LINDA, null, 0, START, HeartbeatStatus.OK, null)
                        .location());
    }

    @Test
    void renamingKeepsWhatIsKnownAndRemovingForgets() {
        at.beat(0);
        at.register(LINDA, "linda-two", null, false);
        assertThat(at.linda().name()).isEqualTo("linda-two");
        assertThat(at.presence()).isEqualTo(Presence.ONLINE);

        at.board.remove(NETWORK, LINDA);
        assertThat(at.board.find(NETWORK, LINDA)).isEmpty();
        assertThat(at.beat(1)).isEqualTo(Intake.UNKNOWN_AGENT);
    }

    @Test
    void anotherNetworkSeesNothing() {
        at.beat(0);
        NetworkId other = new NetworkId(UUID.fromString("01932f4e-7d3a-7c55-9a51-0242ac120003"));
        assertThat(at.board.snapshot(other).agents()).isEmpty();
        assertThat(at.board.find(other, LINDA)).isEmpty();
        assertThat(at.board.heartbeat(
                        other, LINDA, BoardFixture.heartbeat(LINDA, "b", 0, at.now(), HeartbeatStatus.OK, null), false))
                .isEqualTo(Intake.UNKNOWN_AGENT);
    }

    @Test
    void ticksLookOnlyWhenSomethingIsDue() {
        at.beat(0);
        at.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(at.transitions).hasSize(1);
        at.pass(Duration.ofMillis(1));
        assertThat(at.transitions).hasSize(2);
    }
}
