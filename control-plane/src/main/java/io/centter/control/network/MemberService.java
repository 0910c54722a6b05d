package io.centter.control.network;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Caller;
import io.centter.control.http.Paging;
import io.centter.control.refusal.Refused;
import io.centter.model.api.AddMember;
import io.centter.model.api.MemberRole;
import io.centter.model.api.MemberView;
import io.centter.model.api.Page;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The rules of memberships: nobody gives or takes a role above the own one, and a network always has its one owner.
public final class MemberService {
    private static final UUID FIRST = new UUID(0, 0);

    private final Ground ground;

    public MemberService(Ground ground) {
        this.ground = ground;
    }

    Page<MemberView> list(NetworkId network, Call<?> call) {
        Paging paging = ground.cursors().paging("members:" + network, call, 50, 200);
        UUID after = paging.after(FIRST);
        List<MemberView> found =
                ground.transactions().read(handle -> NetworkSql.of(handle).members(network, after, paging.wanted()));
        return paging.page(found, row -> row.userId().toString());
    }

    /// Adds a person, or changes the role of one who is a member.
    MemberView put(Caller.UserCaller caller, NetworkId network, AddMember add) {
        return ground.transactions().inNetwork(network, handle -> {
            MemberRole own = Rights.require(handle, caller, network, MemberRole.ADMIN);
            NetworkSql sql = NetworkSql.of(handle);
            NetworkSql.Person person = sql.person(add.email())
                    .orElseThrow(() -> Refused.Invalid.field(
                            "no-such-user", "/email", "Nobody is registered as " + add.email() + "."));
            Optional<MemberView> before = sql.member(network, person.id());
            if (before.isPresent()) {
                requireMayTouch(own, before.get().role());
            }
            if (add.role() == MemberRole.OWNER) {
                throw new Refused.Conflict("one-owner", "A network has one owner; choose admin, operator or viewer.");
            }
            sql.putMember(
                    network,
                    person.id(),
                    add.role(),
                    caller.user(),
                    ground.clock().instant());
            ground.outbox()
                    .event(handle, network, new EventData.MemberAdded(person.id(), person.email(), wire(add.role())));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(caller), "member.put", "user:" + person.id())
                                    .change(before.map(MemberView::role).orElse(null), add.role()));
            return sql.member(network, person.id()).orElseThrow();
        });
    }

    /// Removes a person; everyone but the owner may leave. What the person's consoles connect with ends too.
    void remove(Caller.UserCaller caller, NetworkId network, UserId user) {
        ground.transactions().inNetwork(network, handle -> {
            boolean leaves = user.equals(caller.user());
            MemberRole own = Rights.require(handle, caller, network, leaves ? MemberRole.VIEWER : MemberRole.ADMIN);
            NetworkSql sql = NetworkSql.of(handle);
            MemberView before = sql.member(network, user).orElseThrow(Refused.NotFound::new);
            requireMayTouch(own, before.role());
            sql.removeMember(network, user);
            if (sql.revokeConsoles(network, user, ground.clock().instant()) > 0) {
                sql.changeAuthorization(network);
                ground.outbox().work(handle, network, NetworkService.SYNC_ACCOUNT, Map.of());
            }
            ground.outbox().event(handle, network, new EventData.MemberRemoved(user, before.email()));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(caller), "member.remove", "user:" + user)
                                    .change(Map.of("email", before.email(), "role", before.role()), null));
            return true;
        });
    }

    private static void requireMayTouch(MemberRole own, MemberRole theirs) {
        if (theirs == MemberRole.OWNER) {
            throw new Refused.Conflict("owner-stays", "The owner of a network stays its owner; nothing was changed.");
        }
        if (!own.covers(theirs)) {
            throw Refused.Forbidden.needs(theirs, own);
        }
    }

    private static String wire(MemberRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
