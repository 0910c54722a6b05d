package io.centter.control.agent;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Paging;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.AgentView;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.api.RotateApiKey;
import io.centter.model.api.RotatedApiKey;
import io.centter.model.api.UpdateAgent;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules of agents and their keys.
public final class AgentService {
    /// Outbox work, with `agent_id`: the broker must know of a new agent or of its new role.
    public static final String SYNC_AGENT = "nats.agent.sync";
    /// Outbox work, with `agent_id`: the broker must let go of an agent.
    public static final String DELETE_AGENT = "nats.agent.delete";

    private static final int TRIES_FOR_AN_ID = 3;

    private final Ground ground;
    private final ApiKeys keys;

    public AgentService(Ground ground) {
        this.ground = ground;
        this.keys = new ApiKeys(ground.random());
    }

    AgentCreated create(Call<CreateAgent> call) {
        NetworkId network = call.network();
        Slug slug = call.body().slugOrSuggested();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            return ground.idempotency()
                    .once(
                            handle,
                            call.idempotencyKey(),
                            AgentCreated.class,
                            created -> new AgentCreated(created.agent(), null, true),
                            () -> insert(handle, call, network, slug));
        });
    }

    Page<AgentView> list(NetworkId network, Call<?> call) {
        Paging paging = ground.cursors().paging("agents:" + network, call, 50, 1000);
        String after = paging.after("");
        List<AgentRow> found =
                ground.transactions().read(handle -> AgentSql.of(handle).list(network, after, paging.wanted()));
        return paging.page(found, row -> row.slug().value()).map(row -> row.at(ground.now()));
    }

    AgentView get(NetworkId network, AgentId agent) {
        return ground.transactions().read(handle -> view(handle, network, agent));
    }

    AgentView update(Call<UpdateAgent> call) {
        NetworkId network = call.network();
        UpdateAgent update = call.body();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            AgentView before = view(handle, network, call.agent());
            call.ifMatch().require(before.version());
            String name = Objects.requireNonNullElse(update.name(), before.name());
            Role role = Objects.requireNonNullElse(update.role(), before.role());
            String description = update.description() == null ? before.description() : update.description();
            AgentSql.of(handle).update(network, before.id(), name, role, description, ground.now());
            ground.outbox().event(handle, network, new EventData.AgentChanged(before.id(), name, before.slug(), role));
            AgentView after = view(handle, network, before.id());
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(call.caller()), "agent.update", "agent:" + before.id())
                                    .change(told(before), told(after)));
            return after;
        });
    }

    void delete(Call<?> call) {
        NetworkId network = call.network();
        ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            AgentView before = view(handle, network, call.agent());
            call.ifMatch().require(before.version());
            if (AgentSql.of(handle).isDeployed(network, before.id())) {
                throw new Refused.Conflict(
                        "agent-deployed", "This agent runs on a machine of ours; terminate its instance first.");
            }
            AgentSql.of(handle).leaveTeams(network, before.id());
            AgentSql.of(handle).delete(network, before.id(), ground.now());
            ground.outbox().event(handle, network, new EventData.AgentDeleted(before.id(), before.name()));
            ground.outbox().work(handle, network, DELETE_AGENT, Map.of("agent_id", before.id()));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(call.caller()), "agent.delete", "agent:" + before.id())
                                    .change(told(before), null));
            return true;
        });
    }

    RotatedApiKey rotateKey(Call<RotateApiKey> call) {
        NetworkId network = call.network();
        int overlap = Objects.requireNonNullElse(call.body().overlapSeconds(), 0);
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            AgentView agent = view(handle, network, call.agent());
            String key = keys.create();
            Instant oldUntil = overlap == 0 ? null : ground.now().plusSeconds(overlap);
            AgentSql.of(handle).rotateKey(network, agent.id(), ApiKeys.hash(key), oldUntil, ground.now());
            ground.outbox().event(handle, network, new EventData.ApiKeyRotated(agent.id(), oldUntil));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(
                                            network,
                                            Actor.of(call.caller()),
                                            "agent.api-key-rotate",
                                            "agent:" + agent.id())
                                    .change(null, Map.of("overlap_seconds", overlap)));
            return new RotatedApiKey(key, oldUntil);
        });
    }

    private AgentCreated insert(Handle handle, Call<CreateAgent> call, NetworkId network, Slug slug) {
        String key = keys.create();
        AgentId id = insertRow(handle, call, slug, key);
        AgentView agent = view(handle, network, id);
        ground.outbox()
                .event(handle, network, new EventData.AgentCreated(id, agent.name(), agent.slug(), agent.role()));
        ground.outbox().work(handle, network, SYNC_AGENT, Map.of("agent_id", id));
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(network, Actor.of(call.caller()), "agent.create", "agent:" + id)
                                .change(null, told(agent)));
        return new AgentCreated(agent, key, false);
    }

    private AgentId insertRow(Handle handle, Call<CreateAgent> call, Slug slug, String key) {
        CreateAgent create = call.body();
        AgentSql sql = AgentSql.of(handle);
        for (int i = 0; i < TRIES_FOR_AN_ID; i++) {
            AgentId id = ground.ids().agentId();
            AgentSql.NewAgent row = new AgentSql.NewAgent(
                    id,
                    call.network(),
                    create.name(),
                    slug,
                    create.roleOrDefault(),
                    create.description(),
                    create.transportOrDefault(),
                    ApiKeys.hash(key),
                    call.user().user(),
                    ground.now());
            if (sql.insert(row) == 1) {
                return id;
            }
            if (sql.slugTaken(call.network(), slug)) {
                throw new Refused.Conflict(
                        "slug-taken", "This network has an agent with the slug '" + slug + "'; choose another.");
            }
        }
        throw new IllegalStateException("no free agent id in " + TRIES_FOR_AN_ID + " tries");
    }

    private AgentView view(Handle handle, NetworkId network, AgentId agent) {
        return AgentSql.of(handle)
                .row(network, agent)
                .map(row -> row.at(ground.now()))
                .orElseThrow(Refused.NotFound::new);
    }

    private static Map<String, @Nullable Object> told(AgentView agent) {
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put("name", agent.name());
        told.put("slug", agent.slug());
        told.put("role", agent.role());
        told.put("description", agent.description());
        told.put("transport", agent.transport());
        return told;
    }
}
