package io.centter.control.dns;

import io.centter.model.address.AddressKind;
import io.centter.model.address.IpLiterals;
import io.centter.model.api.DnsRecordView;
import io.centter.model.api.DnsRecordView.Skipped;
import io.centter.model.api.DnsRecordView.Source;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a name stands for. A person's word goes before the agent's, and the agent's counts only where its connection
/// comes from the very address that it names.
final class DnsRule {
    /// How long others may remember it.
    static final int TTL_SECONDS = 60;

    private static final int TAILNET = 100;

    private DnsRule() {}

    /// What is known of an agent's address.
    ///
    /// @param override what a person gave
    /// @param claimed what the agent said last
    /// @param seen from where the broker sees its connection
    record Facts(
            AgentId agent,
            Slug agentSlug,
            Slug networkSlug,
            @Nullable String zone,
            @Nullable String override,
            @Nullable String claimed,
            @Nullable String seen,
            long version) {}

    static DnsRecordView of(Facts facts) {
        Source source = facts.override() != null ? Source.OVERRIDE : facts.claimed() != null ? Source.HEARTBEAT : null;
        String text = facts.override() != null ? facts.override() : facts.claimed();
        Optional<InetAddress> address = Optional.ofNullable(text).flatMap(IpLiterals::strict);
        Skipped skipped = skipped(facts, source, address);
        String name = facts.agentSlug() + "." + facts.networkSlug();
        return new DnsRecordView(
                facts.agent(),
                name,
                facts.zone() == null ? null : name + "." + facts.zone(),
                source,
                text,
                skipped == null ? address.map(DnsRule::type).orElse(null) : null,
                skipped,
                TTL_SECONDS,
                facts.version());
    }

    /// Whether an address may stand in public DNS. All of 100.0.0.0/8 may not: tailnets live there.
    static boolean isPublishable(InetAddress address) {
        boolean tailnet = address instanceof Inet4Address && address.getAddress()[0] == TAILNET;
        return AddressKind.of(address) == AddressKind.PUBLIC && !tailnet;
    }

    private static @Nullable Skipped skipped(Facts facts, @Nullable Source source, Optional<InetAddress> address) {
        if (source == null) {
            return Skipped.NO_ADDRESS;
        }
        if (address.isEmpty()) {
            return Skipped.UNREADABLE;
        }
        if (!isPublishable(address.get())) {
            return Skipped.PRIVATE;
        }
        boolean proven = source == Source.OVERRIDE
                || Optional.ofNullable(facts.seen()).flatMap(IpLiterals::strict).equals(address);
        return proven ? null : Skipped.UNPROVEN;
    }

    private static String type(InetAddress address) {
        return address instanceof Inet4Address ? "A" : "AAAA";
    }
}
