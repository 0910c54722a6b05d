package io.centter.control.network;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Caller;
import io.centter.control.http.IfMatch;
import io.centter.control.http.Paging;
import io.centter.control.refusal.Refused;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Page;
import io.centter.model.api.Plan;
import io.centter.model.api.UpdateNetwork;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The rules of networks.
public final class NetworkService {
    /// Outbox work: the broker's account is to be made or brought up to date.
    public static final String SYNC_ACCOUNT = "nats.account.sync";
    /// Outbox work: the broker's account is to be taken down.
    public static final String DELETE_ACCOUNT = "nats.account.delete";
    /// Outbox work: the rows of a network that is gone from the broker are to be deleted.
    static final String PURGE = "network.purge";

    private static final UUID FIRST = new UUID(0, 0);
    private static final int TRIES_FOR_A_SLUG = 5;

    /// How long nobody else gets the slug of a network that was deleted: it is a name in the DNS.
    private static final Duration SLUG_KEPT = Duration.ofDays(7);

    private final Ground ground;

    public NetworkService(Ground ground) {
        this.ground = ground;
    }

    NetworkView create(Call<CreateNetwork> call) {
        CreateNetwork create = call.body();
        Slug wanted = create.slugOrSuggested();
        return ground.transactions()
                .write(handle -> ground.idempotency()
                        .once(
                                handle,
                                call.idempotencyKey(),
                                NetworkView.class,
                                view -> view,
                                () -> insert(handle, call, wanted)));
    }

    Page<NetworkView> list(Caller.UserCaller caller, Call<?> call) {
        Paging paging = ground.cursors().paging("networks:" + caller.user(), call, 50, 200);
        UUID after = paging.after(FIRST);
        List<NetworkView> found =
                ground.transactions().read(handle -> NetworkSql.of(handle).list(caller.user(), after, paging.wanted()));
        return paging.page(found, row -> row.id().toString());
    }

    NetworkView get(Caller.UserCaller caller, NetworkId network) {
        return ground.transactions().read(handle -> view(handle, caller, network));
    }

    /// Renames it, or gives it another plan, which only the owner does.
    NetworkView update(Caller.UserCaller caller, NetworkId network, IfMatch ifMatch, UpdateNetwork update) {
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, caller, network, update.plan() == null ? MemberRole.ADMIN : MemberRole.OWNER);
            NetworkView before = view(handle, caller, network);
            ifMatch.require(before.version());
            String name = Objects.requireNonNullElse(update.name(), before.name());
            Plan plan = Objects.requireNonNullElse(update.plan(), before.plan());
            NetworkSql sql = NetworkSql.of(handle);
            if (plan != before.plan()) {
                requireRoom(sql.deployed(network), plan);
            }
            sql.update(network, name, plan, ground.clock().instant());
            if (update.name() != null) {
                ground.outbox().event(handle, network, new EventData.NetworkChanged(name, before.slug()));
            }
            if (plan != before.plan()) {
                ground.outbox()
                        .event(handle, network, new EventData.NetworkPlanChanged(wire(before.plan()), wire(plan)));
                sql.changeAuthorization(network);
                ground.outbox().work(handle, network, SYNC_ACCOUNT, Map.of());
            }
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(caller), "network.update", "network:" + network)
                                    .change(
                                            Map.of("name", before.name(), "plan", before.plan()),
                                            Map.of("name", name, "plan", plan)));
            return view(handle, caller, network);
        });
    }

    private static void requireRoom(int deployed, Plan plan) {
        if (!plan.allows(deployed)) {
            throw new Refused.Limit(
                    "plan-limit",
                    deployed + " agents are deployed, and the plan " + wire(plan) + " allows " + plan.deployedAgents()
                            + ". Terminate instances first, or choose a larger plan.",
                    null);
        }
    }

    private static String wire(Plan plan) {
        return plan.name().toLowerCase(Locale.ROOT);
    }

    /// From now on the network does not exist for anyone; its account is taken down next, then its rows are deleted.
    void delete(Caller.UserCaller caller, NetworkId network, IfMatch ifMatch) {
        ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, caller, network, MemberRole.OWNER);
            NetworkView before = view(handle, caller, network);
            ifMatch.require(before.version());
            NetworkSql sql = NetworkSql.of(handle);
            Instant now = ground.clock().instant();
            sql.letSlugsGo(now);
            sql.keepSlug(network, now.plus(SLUG_KEPT));
            sql.markDeleting(network, now);
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(caller), "network.delete", "network:" + network)
                                    .change(Map.of("name", before.name(), "slug", before.slug()), null));
            ground.outbox().event(handle, network, new EventData.NetworkDeleted(before.name()));
            ground.outbox().work(handle, network, DELETE_ACCOUNT, Map.of());
            ground.outbox().work(handle, network, PURGE, Map.of());
            return true;
        });
    }

    private NetworkView insert(Handle handle, Call<CreateNetwork> call, Slug wanted) {
        Caller.UserCaller caller = call.user();
        NetworkId network = new NetworkId(ground.ids().uuid());
        Slug slug = insertRow(handle, call, network, wanted);
        NetworkSql sql = NetworkSql.of(handle);
        sql.putMember(
                network,
                caller.user(),
                MemberRole.OWNER,
                caller.user(),
                ground.clock().instant());
        for (Role role : Role.values()) {
            List<String> scopes = RoleTemplate.of(role).scopes();
            sql.insertRole(
                    network, role, scopes.toArray(String[]::new), ground.clock().instant());
        }
        ground.outbox()
                .event(handle, network, new EventData.NetworkCreated(call.body().name(), slug));
        ground.outbox().work(handle, network, SYNC_ACCOUNT, Map.of());
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(network, Actor.of(caller), "network.create", "network:" + network)
                                .change(null, Map.of("name", call.body().name(), "slug", slug)));
        return view(handle, caller, network);
    }

    /// A slug that was asked for is taken or refused; one that only follows from the name gets a tail where others have
    /// it, since nobody can know the names of other tenants.
    private Slug insertRow(Handle handle, Call<CreateNetwork> call, NetworkId network, Slug wanted) {
        CreateNetwork create = call.body();
        NetworkSql sql = NetworkSql.of(handle);
        Slug slug = wanted;
        for (int i = 0; i < TRIES_FOR_A_SLUG; i++) {
            if (sql.insert(
                            network,
                            create.name(),
                            slug,
                            call.user().user(),
                            ground.clock().instant())
                    == 1) {
                // Asked again: it may have been deleted while this waited for it.
                if (sql.kept(slug, call.user().user(), ground.clock().instant())) {
                    break;
                }
                return slug;
            }
            if (create.slug() != null) {
                break;
            }
            String tail = ground.ids().agentId().value().substring(0, 4);
            String head =
                    wanted.value().substring(0, Math.min(58, wanted.value().length()));
            slug = new Slug(head + "-" + tail);
        }
        if (sql.kept(slug, call.user().user(), ground.clock().instant())) {
            throw new Refused.Conflict(
                    "name-tombstoned",
                    "The slug '" + slug + "' was another network's until lately, and is nobody's for a week; choose"
                            + " another.");
        }
        throw new Refused.Conflict("slug-taken", "The slug '" + slug + "' is taken; choose another.");
    }

    static NetworkView view(Handle handle, Caller.UserCaller caller, NetworkId network) {
        return NetworkSql.of(handle).view(network, caller.user()).orElseThrow(Refused.NotFound::new);
    }
}
