package io.centter.control.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.api.DnsRecordView;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsRuleTest {
    @ParameterizedTest
    @CsvSource({
        // override, claimed, seen; source, skipped
        ", , , , NO_ADDRESS",
        ", , 8.8.8.8, , NO_ADDRESS",
        ", 8.8.8.8, 8.8.8.8, HEARTBEAT, ",
        ", 8.8.8.8, , HEARTBEAT, UNPROVEN",
        ", 8.8.8.8, 9.9.9.9, HEARTBEAT, UNPROVEN",
        ", 10.0.0.1, 10.0.0.1, HEARTBEAT, PRIVATE",
        ", 172.16.0.1, 172.16.0.1, HEARTBEAT, PRIVATE",
        ", 192.168.1.1, 192.168.1.1, HEARTBEAT, PRIVATE",
        ", 100.64.0.1, 100.64.0.1, HEARTBEAT, PRIVATE",
        ", 100.1.1.1, 100.1.1.1, HEARTBEAT, PRIVATE",
        ", 127.0.0.1, 127.0.0.1, HEARTBEAT, PRIVATE",
        ", 169.254.1.1, 169.254.1.1, HEARTBEAT, PRIVATE",
        ", 203.0.113.1, 203.0.113.1, HEARTBEAT, PRIVATE",
        ", 224.0.0.1, 224.0.0.1, HEARTBEAT, PRIVATE",
        ", ::1, ::1, HEARTBEAT, PRIVATE",
        ", fd00::1, fd00::1, HEARTBEAT, PRIVATE",
        ", not-an-address, 8.8.8.8, HEARTBEAT, UNREADABLE",
        ", 2606:4700:0::1, 2606:4700::1, HEARTBEAT, ",
        "9.9.9.9, 8.8.8.8, 8.8.8.8, OVERRIDE, ",
        "9.9.9.9, , , OVERRIDE, ",
        "10.0.0.1, 8.8.8.8, 8.8.8.8, OVERRIDE, PRIVATE",
    })
    void aPersonsWordGoesFirstAndAnAgentsCountsWhereItIsProven(
            @Nullable String override,
            @Nullable String claimed,
            @Nullable String seen,
            DnsRecordView.@Nullable Source source,
            DnsRecordView.@Nullable Skipped skipped) {
        DnsRecordView view = DnsRule.of(facts("example.net", override, claimed, seen));

        assertThat(view.source()).isEqualTo(source);
        assertThat(view.skipped()).isEqualTo(skipped);
        assertThat(view.type() != null).isEqualTo(skipped == null);
    }

    @Test
    void aNameIsBelowItsNetworkAndItsZone() {
        DnsRecordView four = DnsRule.of(facts("agents.example.net", "8.8.8.8", null, null));
        assertThat(four.fqdn()).isEqualTo("sol.acme.agents.example.net");
        assertThat(four.type()).isEqualTo("A");
        assertThat(four.ttlSeconds()).isEqualTo(60);
        DnsRecordView six = DnsRule.of(facts(null, "2606:4700::1", null, null));
        assertThat(six.name()).isEqualTo("sol.acme");
        assertThat(six.fqdn()).isNull();
        assertThat(six.type()).isEqualTo("AAAA");
    }

    private static DnsRule.Facts facts(
            @Nullable String zone, @Nullable String override, @Nullable String claimed, @Nullable String seen) {
        return new DnsRule.Facts(
                new AgentId("00000000000a"), new Slug("sol"), new Slug("acme"), zone, override, claimed, seen, 1);
    }
}
