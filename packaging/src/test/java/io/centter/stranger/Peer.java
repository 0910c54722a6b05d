package io.centter.stranger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.model.api.AgentCreated;
import io.centter.model.identity.AgentId;
import io.centter.sdk.mesh.Draft;
import io.centter.sdk.mesh.MeshAgent;
import io.centter.sdk.mesh.Outcome;
import io.centter.sdk.rest.CentterApi;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// An agent of ours, to see that the two understand each other.
final class Peer implements AutoCloseable {
    private final MeshAgent agent;
    private final BlockingQueue<String> answers;

    private Peer(MeshAgent agent, BlockingQueue<String> answers) {
        this.agent = agent;
        this.answers = answers;
    }

    static Peer connect(CentterApi api, AgentCreated created) throws InterruptedException {
        AgentId id = created.agent().id();
        BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);
        MeshAgent agent = MeshAgent.of(id)
                .api(api.asAgent(id, Objects.requireNonNull(created.apiKey())))
                .onMessage(received -> {
                    answers.add(Objects.requireNonNull(received.envelope().a2a())
                            .at("/parts/0/text")
                            .asText());
                    return Outcome.DONE;
                })
                .build()
                .start();
        if (!agent.awaitConnected(Duration.ofSeconds(20))) {
            throw new AssertionError("the peer could not connect: " + agent.state());
        }
        return new Peer(agent, answers);
    }

    String ask(AgentId to, String text) throws InterruptedException {
        var content = JsonNodeFactory.instance.objectNode();
        content.putArray("parts").addObject().put("text", text);
        agent.send(to, Draft.task(content));
        return Objects.requireNonNullElse(answers.poll(20, TimeUnit.SECONDS), "no answer");
    }

    @Override
    public void close() {
        agent.close();
    }
}
