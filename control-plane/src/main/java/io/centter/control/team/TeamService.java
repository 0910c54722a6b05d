package io.centter.control.team;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Paging;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.CreateTeam;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.api.TeamView;
import io.centter.model.api.UpdateTeam;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules of teams.
public final class TeamService {
    /// How many teams a network holds.
    static final int MAX_TEAMS = 200;

    private final Ground ground;

    public TeamService(Ground ground) {
        this.ground = ground;
    }

    Page<TeamView> list(NetworkId network, Call<?> call) {
        Paging paging = ground.cursors().paging("teams:" + network, call, 50, MAX_TEAMS);
        String after = paging.after("");
        List<TeamView> found =
                ground.transactions().read(handle -> TeamSql.of(handle).list(network, after, paging.wanted()));
        return paging.page(found, row -> row.slug().value());
    }

    TeamView get(NetworkId network, UUID team) {
        return ground.transactions().read(handle -> view(handle, network, team));
    }

    TeamView create(Call<CreateTeam> call) {
        NetworkId network = call.network();
        Slug slug = call.body().slugOrSuggested();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            return ground.idempotency()
                    .once(
                            handle,
                            call.idempotencyKey(),
                            TeamView.class,
                            view -> view,
                            () -> insert(handle, call, network, slug));
        });
    }

    TeamView update(Call<UpdateTeam> call) {
        NetworkId network = call.network();
        UpdateTeam update = call.body();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            TeamView before = view(handle, network, call.team());
            call.ifMatch().require(before.version());
            String name = Objects.requireNonNullElse(update.name(), before.name());
            String description = update.description() == null ? before.description() : update.description();
            TeamSql.of(handle).update(network, before.id(), name, description, ground.now());
            TeamView after = view(handle, network, before.id());
            ground.outbox().event(handle, network, new EventData.TeamChanged(before.id(), name, before.slug()));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(call.caller()), "team.update", "team:" + before.id())
                                    .change(told(before), told(after)));
            return after;
        });
    }

    /// Deletes a team; its agents stay, without the scopes that their roles in it brought. The audit line keeps who was
    /// in it.
    void delete(Call<?> call) {
        NetworkId network = call.network();
        ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            TeamView before = view(handle, network, call.team());
            call.ifMatch().require(before.version());
            TeamSql sql = TeamSql.of(handle);
            if (sql.isDeployed(network, before.id())) {
                throw new Refused.Conflict(
                        "team-deployed", "Agents of this team run on machines of ours; terminate those first.");
            }
            Map<String, @Nullable Object> lost = told(before);
            lost.put(
                    "agents",
                    sql.places(network, before.id(), "", TeamAgents.MAX_AGENTS).stream()
                            .map(place -> Map.of("agent_id", place.agentId(), "role", place.role()))
                            .toList());
            sql.delete(network, before.id());
            ground.outbox()
                    .event(handle, network, new EventData.TeamDeleted(before.id(), before.name(), before.agents()));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(call.caller()), "team.delete", "team:" + before.id())
                                    .change(lost, null));
            return true;
        });
    }

    private TeamView insert(Handle handle, Call<CreateTeam> call, NetworkId network, Slug slug) {
        CreateTeam create = call.body();
        TeamSql sql = TeamSql.of(handle);
        if (sql.count(network) >= MAX_TEAMS) {
            throw new Refused.Limit(
                    "team-limit", "A network holds " + MAX_TEAMS + " teams; delete one that is not needed.", null);
        }
        UUID id = ground.ids().uuid();
        if (sql.insert(network, new TeamSql.NewTeam(id, create.name(), slug, create.description(), ground.now()))
                == 0) {
            throw new Refused.Conflict(
                    "slug-taken", "This network has a team with the slug '" + slug + "'; choose another.");
        }
        TeamView team = view(handle, network, id);
        ground.outbox().event(handle, network, new EventData.TeamCreated(id, team.name(), team.slug()));
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(network, Actor.of(call.caller()), "team.create", "team:" + id)
                                .change(null, told(team)));
        return team;
    }

    static TeamView view(Handle handle, NetworkId network, UUID team) {
        return TeamSql.of(handle).view(network, team).orElseThrow(Refused.NotFound::new);
    }

    private static Map<String, @Nullable Object> told(TeamView team) {
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put("name", team.name());
        told.put("slug", team.slug());
        told.put("description", team.description());
        return told;
    }
}
