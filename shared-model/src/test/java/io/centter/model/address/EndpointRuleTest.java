package io.centter.model.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRuleTest {
    private static final Set<String> OWN = Set.of("centter.example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://agent.example.com",
                "https://agent.example.com/",
                "https://agent.example.com:443/a2a",
                "HTTPS://Agent.Example.COM:8443/a2a?tenant=1",
                "https://agent.example.com./a2a",
                "https://8.8.8.8/a2a",
                "https://100.20.1.1/",
                "https://[2606:4700::1111]/a2a",
                "https://xn--bcher-kva.example.org/",
            })
    void whatEverybodyCanReachIsTaken(String url) {
        assertThat(EndpointRule.objection(url, OWN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "agent.example.com",
                "http://agent.example.com/",
                "file:///etc/passwd",
                "gopher://agent.example.com/",
                "jar:https://agent.example.com!/",
                "ftp://agent.example.com/",
                "https:agent.example.com",
                "https:///path",
                "https://",
                "https://user@agent.example.com/",
                "https://user:secret@agent.example.com/",
                "https://agent.example.com@10.0.0.1/",
                "https://agent.example.com:25/",
                "https://agent.example.com:0/",
                "https://agent.example.com:80/",
                "https://agent.example.com:443:80/",
                "https://agent.example.com/#part",
                "https://agent.example.com/\r\nHost: inside",
                "https://agent.example.com\\@10.0.0.1/",
                "https://agent_1.example.com/",
                "https://exa%6dple.com/",
                "https://ｅxample.com/",
                "https://127。0。0。1/",
            })
    void whatIsNoPlainHttpsUrlIsRefused(String url) {
        assertThat(EndpointRule.objection(url, OWN)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data",
                "https://[::ffff:169.254.169.254]/",
                "https://[::ffff:a9fe:a9fe]/",
                "https://[fd00:ec2::254]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://[2002:a9fe:a9fe::1]/",
                "https://[2001:0:a9fe:a9fe::1]/",
                "https://[::]/",
                "https://[::1]/",
                "https://[::127.0.0.1]/",
                "https://[ff02::1]/",
                "https://[2001:db8::1]/",
                "https://0/",
                "https://0.0.0.0/",
                "https://2130706433/",
                "https://127.1/",
                "https://127.0.0.1/",
                "https://127.0.0.1./",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://017700000001/",
                "https://10.1.2.3/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://100.64.0.1/",
                "https://192.0.2.1/",
                "https://198.51.100.7/",
                "https://203.0.113.7/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://1.2.3.4.5/",
                "https://256.1.1.1/",
                "https://localhost/",
                "https://localhost./",
                "https://LOCALHOST:8443/",
                "https://a.localhost/",
                "https://metadata.google.internal/",
                "https://printer.local/",
                "https://intranet/",
                "https://host.docker.internal/",
                "https://centter.example.com/api/v1",
                "https://CENTTER.example.com./api/v1",
            })
    void whatIsInsideOfANetworkIsRefusedHoweverItIsWritten(String url) {
        assertThat(EndpointRule.objection(url, OWN)).isPresent();
    }

    @Test
    void aUrlThatIsTooLongIsRefused() {
        assertThat(EndpointRule.objection("https://agent.example.com/" + "x".repeat(2048), OWN))
                .hasValueSatisfying(text -> assertThat(text).contains("2048"));
    }
}
