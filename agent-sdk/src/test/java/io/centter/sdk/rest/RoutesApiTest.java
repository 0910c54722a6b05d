package io.centter.sdk.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.Page;
import io.centter.model.api.Register;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.route.BestRoute;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.Lack;
import io.centter.model.route.NetworkRoute;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.WhatIf;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesApiTest {
    @Test
    void everyQuestionIsAnsweredByARealPlane(@TempDir Path directory) {
        try (EmbeddedPlane plane = EmbeddedPlane.start(directory, Map.of());
                CentterApi anonymous = CentterApi.at(plane.http());
                CentterApi person = anonymous.signedIn(anonymous
                        .register(new Register("routes@example.com", "correct horse battery", "Linda"))
                        .token())) {
            NetworkId network =
                    person.createNetwork(new CreateNetwork("Acme", null)).id();
            AgentId one = agent(person, network, "One", Transport.NATS);
            AgentId two = agent(person, network, "Two", Transport.NATS);
            AgentId apart = agent(person, network, "Apart", Transport.VPC);
            RoutesApi routes = RoutesApi.of(person);

            BestRoute best = routes.best(network, one, two);
            assertThat(best.route().transport()).isEqualTo(RouteTransport.NATS);
            assertThat(routes.best(network, one, apart).choices().getFirst().blocked())
                    .isEqualTo(Lack.NOT_CONNECTED);
            EgoGraph graph = routes.graph(one, null, null, 1);
            assertThat(graph.peers()).isEqualTo(2);
            assertThat(routes.graph(one, null, graph.nextCursor(), 1).edges()).hasSize(1);
            assertThat(routes.graph(one, RouteTransport.NATS, null, 10).edges())
                    .singleElement()
                    .satisfies(edge -> assertThat(edge.peer()).isEqualTo(two));
            Page<NetworkRoute> all = routes.routes(network, RouteTransport.NONE, null, 10);
            assertThat(all.items()).hasSize(4);
            assertThat(routes.whatIf(network, new WhatIf(null, Transport.NATS), null, 10)
                            .lost())
                    .isEqualTo(2);
            assertThat(routes.whatIf(network, new WhatIf(null, Transport.NATS), one, 10)
                            .items())
                    .singleElement()
                    .satisfies(change -> assertThat(change.to()).isEqualTo(two));
            assertThat(routes.recalculate(network).agents()).isEqualTo(3);
            ApiProblem gone = catchThrowableOfType(
                    ApiProblem.class, () -> routes.best(network, one, new AgentId("0123456789ab")));
            assertThat(gone.status()).isEqualTo(404);
        }
    }

    private static AgentId agent(CentterApi person, NetworkId network, String name, Transport transport) {
        return person.createAgent(network, new CreateAgent(name, null, null, null, transport))
                .agent()
                .id();
    }
}
