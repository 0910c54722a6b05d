package io.centter.sdk.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.model.heartbeat.Denial;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Envelope;
import io.centter.model.message.MessageType;
import io.centter.model.message.Sender;
import io.centter.model.message.Subjects;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeshAgentTest {
    private static final AgentId LINDA = new AgentId("0000000000a1");
    private static final AgentId SOL = new AgentId("0000000000b2");
    private static final AgentId NORA = new AgentId("0000000000c3");

    @TempDir
    Path directory;

    private final List<Heartbeat> beats = new CopyOnWriteArrayList<>();
    private final List<Received> taken = new CopyOnWriteArrayList<>();
    private Village village;

    @BeforeEach
    void build() throws Exception {
        village = new Village(directory, Map.of(LINDA, Role.COORDINATOR, SOL, Role.ASSISTANT, NORA, Role.ANALYST));
        village.hub()
                .createDispatcher(message -> {
                    try {
                        beats.add(Wire.strict().readValue(message.getData(), Heartbeat.class));
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .subscribe(Subjects.ALL_HEARTBEATS);
        village.hub().flush(Duration.ofSeconds(2));
    }

    @AfterEach
    void end() throws Exception {
        village.close();
    }

    @Test
    void heartbeatComesAtOnceAndOnEveryChange() throws Exception {
        MeshAgent sol = village.started(village.agent(SOL).profile(AgentProfile.EMPTY.capableOf(List.of("deploy"))));
        await().untilAsserted(() -> assertThat(beatsOf(SOL)).isNotEmpty());
        assertThat(beatsOf(SOL).getFirst().capabilities()).containsExactly("deploy");

        sol.status(HeartbeatStatus.BUSY);

        await().untilAsserted(() -> assertThat(beatsOf(SOL).getLast().status()).isEqualTo(HeartbeatStatus.BUSY));
        assertThat(beatsOf(SOL)).extracting(Heartbeat::seq).isSorted().doesNotHaveDuplicates();
        assertThat(beatsOf(SOL))
                .extracting(Heartbeat::bootId)
                .containsOnly(beatsOf(SOL).getFirst().bootId());
    }

    @Test
    void messageArrivesProvenAndItsResultComesBack() throws Exception {
        List<Received> results = new CopyOnWriteArrayList<>();
        MeshAgent linda = village.started(village.agent(LINDA).onMessage(message -> {
            results.add(message);
            return Outcome.DONE;
        }));
        AtomicInteger answered = new AtomicInteger();
        MeshAgent[] self = new MeshAgent[1];
        self[0] = village.started(village.agent(SOL).onMessage(message -> {
            self[0].answer(message, text("done"));
            answered.incrementAndGet();
            return Outcome.DONE;
        }));

        Sent task = linda.send(SOL, Draft.task(text("deploy")));

        await().untilAsserted(() -> assertThat(results).hasSize(1));
        Received result = results.getFirst();
        assertThat(result.proven()).isTrue();
        assertThat(result.envelope().from()).isEqualTo(Sender.of(SOL));
        assertThat(result.envelope().type()).isEqualTo(MessageType.RESULT);
        assertThat(result.envelope().correlationId()).isEqualTo(task.id());
        await().untilAsserted(() -> assertThat(pending()).isZero());
        assertThat(answered).hasValue(1);
    }

    @Test
    void senderIsBelievedOnlyAsFarAsTheSubjectProvesIt() throws Exception {
        MeshAgent sol = village.started(village.agent(SOL).onMessage(this::take));

        raw(Subjects.unprovenInbox(SOL), envelope(LINDA, SOL));
        raw(Subjects.inbox(SOL, NORA), envelope(LINDA, SOL));
        raw(Subjects.inbox(SOL, LINDA), envelope(LINDA, SOL));

        await().untilAsserted(() -> assertThat(pending()).isZero());
        assertThat(taken).extracting(Received::proven).containsExactlyInAnyOrder(false, true);
        assertThat(sol.count(Counter.CONTRADICTING)).isEqualTo(1);
    }

    @Test
    void unreadableForeignAndExpiredMessagesAreDroppedAndCounted() throws Exception {
        MeshAgent sol = village.started(village.agent(SOL).onMessage(this::take));

        village.hub().jetStream().publish(Subjects.inbox(SOL, LINDA), "{nonsense".getBytes(StandardCharsets.UTF_8));
        village.hub().jetStream().publish(Subjects.inbox(SOL, LINDA), new byte[0]);
        raw(Subjects.inbox(SOL, LINDA), envelope(LINDA, NORA));
        raw(Subjects.inbox(SOL, LINDA), stale(LINDA, SOL));

        await().untilAsserted(() -> assertThat(pending()).isZero());
        assertThat(taken).isEmpty();
        assertThat(sol.count(Counter.MALFORMED)).isEqualTo(3);
        assertThat(sol.count(Counter.EXPIRED)).isEqualTo(1);
    }

    @Test
    void sameIdIsHandledOnce() throws Exception {
        MeshAgent sol = village.started(village.agent(SOL).onMessage(this::take));
        Envelope twice = envelope(LINDA, SOL);

        raw(Subjects.inbox(SOL, LINDA), twice);
        raw(Subjects.inbox(SOL, LINDA), twice);

        await().untilAsserted(() -> assertThat(pending()).isZero());
        assertThat(taken).hasSize(1);
        // A copy that comes while the first is in hand comes once more.
        assertThat(sol.count(Counter.DUPLICATE)).isPositive();
    }

    @Test
    void handlerThatFailsGetsTheMessageAgain() throws Exception {
        MeshAgent sol = village.started(village.agent(SOL).onMessage(message -> {
            taken.add(message);
            if (message.attempt() == 1) {
                throw new IllegalStateException("not today");
            }
            return Outcome.DONE;
        }));

        raw(Subjects.inbox(SOL, LINDA), envelope(LINDA, SOL));

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(pending()).isZero());
        assertThat(taken).extracting(Received::attempt).containsExactly(1L, 2L);
        assertThat(sol.count(Counter.HANDLER_FAILURES)).isEqualTo(1);
    }

    @Test
    void handlerThatFailsWithAnErrorGetsTheMessageAgain() throws Exception {
        MeshAgent sol = village.started(village.agent(SOL).onMessage(message -> {
            taken.add(message);
            return switch ((int) message.attempt()) {
                case 1 -> throw new NoClassDefFoundError("a library is not there");
                case 2 -> throw new InternalError("the machine is ill");
                default -> Outcome.DONE;
            };
        }));

        raw(Subjects.inbox(SOL, LINDA), envelope(LINDA, SOL));

        // What the machine is ill with is thrown on after the message was answered, and nobody catches it.
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(pending()).isZero());
        assertThat(taken).extracting(Received::attempt).containsExactly(1L, 2L, 3L);
        assertThat(sol.count(Counter.HANDLER_FAILURES)).isEqualTo(2);
        assertThat(sol.count(Counter.RETRIED)).isEqualTo(2);
    }

    @Test
    void longWorkIsNotDeliveredTwice() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        MeshAgent sol = village.started(village.agent(SOL).onMessage(message -> {
            taken.add(message);
            release.await();
            return Outcome.DONE;
        }));
        raw(Subjects.inbox(SOL, LINDA), envelope(LINDA, SOL));

        // The durable waits 2 seconds for a sign of life.
        await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
        assertThat(sol.count(Counter.RECEIVED)).isEqualTo(1);
        await().untilAsserted(() -> assertThat(beatsOf(SOL).getLast().work())
                .satisfies(work -> assertThat(work.inFlight()).isEqualTo(1)));
        release.countDown();
        await().untilAsserted(() -> assertThat(pending()).isZero());
    }

    @Test
    void killedBrokerComesBackAndWhatWasSentMeanwhileArrives() throws Exception {
        MeshAgent linda = village.started(village.agent(LINDA));
        MeshAgent sol = village.started(village.agent(SOL).onMessage(this::take));
        linda.send(SOL, Draft.task(text("before")));
        await().untilAsserted(() -> assertThat(taken).hasSize(1));
        int beatsBefore = beatsOf(SOL).size();

        village.killBroker();
        await().untilAsserted(() -> assertThat(sol.state().phase()).isEqualTo(LinkState.Phase.RECONNECTING));
        Thread sender = Thread.ofVirtual().start(() -> linda.send(SOL, Draft.task(text("meanwhile"))));
        village.restartBroker();

        sender.join(Duration.ofSeconds(20));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(taken).hasSize(2));
        await().untilAsserted(() -> assertThat(beatsOf(SOL).size()).isGreaterThan(beatsBefore));
        assertThat(sol.state().isConnected()).isTrue();
        assertThat(sol.count(Counter.RECONNECTS)).isPositive();
    }

    @Test
    void whatTheBrokerRefusesIsAClearErrorAndPartOfTheNextHeartbeat() throws Exception {
        MeshAgent nora = village.started(village.agent(NORA));

        ApiProblem problem =
                catchThrowableOfType(ApiProblem.class, () -> nora.publishEvent("deploy.finished", text("x")));

        assertThat(problem.code()).isEqualTo("publish-denied");
        await().untilAsserted(() -> assertThat(beatsOf(NORA).stream().flatMap(beat -> beat.denials().stream()))
                .extracting(Denial::subject, Denial::operation)
                .contains(org.assertj.core.groups.Tuple.tuple("mesh.event.deploy.finished", Denial.Operation.PUBLISH)));
    }

    @Test
    void nothingThatAnAgentNeedsIsRefusedToIt() throws Exception {
        MeshAgent linda =
                village.started(village.agent(LINDA).onMessage(this::take).onEvent(">", event -> {}));
        MeshAgent sol = village.started(village.agent(SOL).onMessage(this::take));
        linda.send(SOL, Draft.task(text("x")));
        sol.send(LINDA, Draft.task(text("y")));
        linda.publishEvent("standup.begun", text("z"));
        await().untilAsserted(() -> assertThat(taken).hasSize(2));

        assertThat(linda.count(Counter.DENIALS)).isZero();
        assertThat(sol.count(Counter.DENIALS)).isZero();
    }

    @Test
    void pausedAgentTakesNothingUntilItIsResumed() throws Exception {
        MeshAgent sol = village.started(village.agent(SOL).onMessage(this::take));
        village.hub().publish(Subjects.control(SOL), "{\"command\":\"pause\"}".getBytes(StandardCharsets.UTF_8));
        village.hub().publish(Subjects.control(SOL), "{\"command\":\"dance\"}".getBytes(StandardCharsets.UTF_8));
        await().untilAsserted(() -> assertThat(sol.count(Counter.MALFORMED)).isEqualTo(1));

        raw(Subjects.inbox(SOL, LINDA), envelope(LINDA, SOL));
        await().pollDelay(Duration.ofSeconds(1)).until(() -> taken.isEmpty());

        sol.resume();
        await().untilAsserted(() -> assertThat(taken).hasSize(1));
    }

    @Test
    void closingSaysDrainingAndFinishesWhatIsInHand() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        MeshAgent sol = village.started(village.agent(SOL).onMessage(message -> {
            begun.countDown();
            Thread.sleep(Duration.ofMillis(500));
            return take(message);
        }));
        raw(Subjects.inbox(SOL, LINDA), envelope(LINDA, SOL));
        begun.await();

        sol.close();
        sol.close();

        assertThat(taken).hasSize(1);
        assertThat(pending()).isZero();
        assertThat(sol.state().phase()).isEqualTo(LinkState.Phase.CLOSED);
        await().untilAsserted(() -> assertThat(beatsOf(SOL).getLast().status()).isEqualTo(HeartbeatStatus.DRAINING));
    }

    private Outcome take(Received message) {
        taken.add(message);
        return Outcome.DONE;
    }

    private List<Heartbeat> beatsOf(AgentId agent) {
        return beats.stream().filter(beat -> beat.agentId().equals(agent)).toList();
    }

    private long pending() throws Exception {
        return village.hub()
                .jetStreamManagement()
                .getStreamInfo(Subjects.MESSAGES_STREAM)
                .getStreamState()
                .getMsgCount();
    }

    private void raw(String subject, Envelope envelope) throws Exception {
        village.hub().jetStream().publish(subject, Wire.strict().writeValueAsBytes(envelope));
    }

    private static Envelope envelope(AgentId from, AgentId to) {
        return Draft.task(text("hi")).complete(UUID.randomUUID(), from, to, Instant.now());
    }

    private static Envelope stale(AgentId from, AgentId to) {
        return Draft.task(text("hi"))
                .within(Duration.ofMillis(1))
                .complete(UUID.randomUUID(), from, to, Instant.now().minusSeconds(60));
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }
}
