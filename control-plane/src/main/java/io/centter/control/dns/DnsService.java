package io.centter.control.dns;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.audit.AuditLog;
import io.centter.control.db.Transactions;
import io.centter.control.event.Outbox;
import io.centter.control.http.Call;
import io.centter.control.http.Cursors;
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
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules of names.
public final class DnsService {
    private final Parts parts;
    private final Function<AgentId, Optional<String>> seen;

    /// What [DnsService] needs of the rest.
    public record Parts(
            Transactions transactions, Outbox outbox, AuditLog audit, Cursors cursors, InstantSource clock) {}

    /// Names from what is on record and what is seen now.
    ///
    /// @param seen from which address an agent is connected
    public DnsService(Parts parts, Function<AgentId, Optional<String>> seen) {
        this.parts = parts;
        this.seen = seen;
    }

    Page<DnsRecordView> list(Call<?> call) {
        NetworkId network = call.network();
        String name = "dns:" + network;
        int limit = call.limit(100, 1000);
        String after = parts.cursors()
                .read(name, call.query("cursor"))
                .map(List::getFirst)
                .orElse("");
        List<DnsSql.Row> found =
                parts.transactions().read(handle -> DnsSql.of(handle).list(network, after, limit + 1));
        boolean more = found.size() > limit;
        List<DnsSql.Row> page = more ? found.subList(0, limit) : found;
        return new Page<>(
                page.stream().map(this::view).toList(),
                more ? parts.cursors().after(name, page.getLast().slug().value()) : null);
    }

    DnsRecordView get(NetworkId network, AgentId agent) {
        return parts.transactions().read(handle -> view(handle, network, agent));
    }

    DnsRecordView override(Call<PutDns> call) {
        return set(call, publishable(call.body().address()));
    }

    void clear(Call<?> call) {
        set(call, null);
    }

    /// Publishes all names of a network; there is nowhere to publish them to yet.
    void sync(Call<?> call) {
        parts.transactions().read(handle -> {
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
        return parts.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            DnsSql sql = DnsSql.of(handle);
            DnsSql.Row before = sql.one(network, call.agent()).orElseThrow(Refused.NotFound::new);
            call.ifMatch().require(before.version());
            if (address == null && before.dnsOverride() == null) {
                throw new Refused.NotFound();
            }
            Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
            sql.setOverride(network, before.id(), address, now);
            parts.outbox().event(handle, network, new EventData.DnsOverrideChanged(before.id(), address));
            parts.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(call.caller()), "dns.override", "agent:" + before.id())
                                    .change(told(before.dnsOverride()), told(address)));
            return view(handle, network, before.id());
        });
    }

    private static String publishable(String text) {
        InetAddress address = IpLiterals.strict(text)
                .orElseThrow(() -> refused("address is an IPv4 address in four decimal parts, or an IPv6 address."));
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
