package io.centter.control.agent;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.address.EndpointRule;
import io.centter.model.api.AgentView;
import io.centter.model.api.MemberRole;
import io.centter.model.api.PutTransport;
import io.centter.model.event.EventData;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How an agent is to be reached, as people declare it.
public final class AgentTransport {
    private final Ground ground;
    private final Set<String> ownHosts;

    /// The rules of transports.
    ///
    /// @param ownHosts host names of this control plane, in lower case: no agent is there
    public AgentTransport(Ground ground, Set<String> ownHosts) {
        this.ground = ground;
        this.ownHosts = Set.copyOf(ownHosts);
    }

    AgentView put(Call<PutTransport> call) {
        NetworkId network = call.network();
        Transport transport = call.body().transport();
        String url = call.body().endpointUrl();
        if (url != null) {
            EndpointRule.objection(url, ownHosts).ifPresent(objection -> {
                throw Refused.Invalid.field("forbidden-endpoint", "/endpoint_url", objection);
            });
        }
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            Instant now = ground.now();
            AgentSql sql = AgentSql.of(handle);
            AgentRow before = sql.row(network, call.agent()).orElseThrow(Refused.NotFound::new);
            call.ifMatch().require(before.version());
            sql.setTransport(network, before.id(), transport, url, now);
            ground.outbox().event(handle, network, new EventData.AgentTransportChanged(before.id(), transport, url));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(call.caller()), "agent.transport", "agent:" + before.id())
                                    .change(
                                            told(before.transport(), before.declaredEndpointUrl()),
                                            told(transport, url)));
            return sql.row(network, before.id()).map(row -> row.at(now)).orElseThrow(Refused.NotFound::new);
        });
    }

    private static Map<String, @Nullable Object> told(Transport transport, @Nullable String url) {
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put("transport", transport);
        told.put("endpoint_url", url);
        return told;
    }
}
