package io.centter.control.dns;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Paging;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.address.IpLiterals;
import io.centter.model.api.DnsRecordView;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.api.PutDns;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules of names.
public final class DnsService {
    private final Ground ground;
    private final Function<AgentId, Optional<String>> seen;

    /// Names from what is on record and what is seen now.
    ///
    /// @param seen from which address an agent is connected
    public DnsService(Ground ground, Function<AgentId, Optional<String>> seen) {
        this.ground = ground;
        this.seen = seen;
    }

    Page<DnsRecordView> list(Call<?> call) {
        NetworkId network = call.network();
        Paging paging = ground.cursors().paging("dns:" + network, call, 100, 1000);
        String after = paging.after("");
        List<DnsSql.Row> found =
                ground.transactions().read(handle -> DnsSql.of(handle).list(network, after, paging.wanted()));
        return paging.page(found, row -> row.slug().value()).map(this::view);
    }

    DnsRecordView get(NetworkId network, AgentId agent) {
        return ground.transactions().read(handle -> view(handle, network, agent));
    }

    DnsRecordView override(Call<PutDns> call) {
        return set(call, publishable(call.body().address()));
    }

    void clear(Call<?> call) {
        set(call, null);
    }

    /// Publishes all names of a network; there is nowhere to publish them to yet.
    void sync(Call<?> call) {
        ground.transactions().read(handle -> {
            Rights.require(handle, call.user(), call.network(), MemberRole.OPERATOR);
            long names = DnsSql.of(handle).list(call.network(), "", Integer.MAX_VALUE).stream()
                    .filter(row -> view(row).type() != null)
                    .count();
            throw new Refused.NotConfigured(
                    "This control plane has no DNS zone to write to, so nothing was published. Names that could be: "
                            + names + ".");
        });
    }

    private DnsRecordView set(Call<?> call, @Nullable String address) {
        NetworkId network = call.network();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            DnsSql sql = DnsSql.of(handle);
            DnsSql.Row before = sql.one(network, call.agent()).orElseThrow(Refused.NotFound::new);
            call.ifMatch().require(before.version());
            if (address == null && before.dnsOverride() == null) {
                throw new Refused.NotFound();
            }
            Instant now = ground.now();
            sql.setOverride(network, before.id(), address, now);
            ground.outbox().event(handle, network, new EventData.DnsOverrideChanged(before.id(), address));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(call.caller()), "dns.override", "agent:" + before.id())
                                    .change(told(before.dnsOverride()), told(address)));
            return view(handle, network, before.id());
        });
    }

    private static String publishable(String text) {
        InetAddress address = IpLiterals.strict(text)
                .orElseThrow(() -> refused("address is an IPv4 address in four decimal ground, or an IPv6 address."));
        if (!DnsRule.isPublishable(address)) {
            throw refused("Only public addresses are published; this is of a private, shared or special range.");
        }
        return address.getHostAddress();
    }

    private static Refused refused(String message) {
        return Refused.Invalid.field("forbidden-address", "/address", message);
    }

    private static @Nullable Object told(@Nullable String address) {
        return address == null ? null : Map.of("address", address);
    }

    private DnsRecordView view(Handle handle, NetworkId network, AgentId agent) {
        return view(DnsSql.of(handle).one(network, agent).orElseThrow(Refused.NotFound::new));
    }

    private DnsRecordView view(DnsSql.Row row) {
        return DnsRule.of(new DnsRule.Facts(
                row.id(),
                row.slug(),
                row.networkSlug(),
                row.zone(),
                row.dnsOverride(),
                row.claimed(),
                seen.apply(row.id()).orElse(null),
                row.version()));
    }
}
