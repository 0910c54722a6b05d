package io.centter.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.9,                203.0.113.9,          203.0.113.9",
        "203.0.113.9:4711,           203.0.113.9,          203.0.113.9",
        "::ffff:203.0.113.9,         203.0.113.9,          203.0.113.9",
        "[::ffff:cb00:7109]:443,     203.0.113.9,          203.0.113.9",
        "2001:db8::1,                2001:db8:0:0:0:0:0:1, 2001:0db8:0000:0000::/64",
        "2001:DB8:0::0001,           2001:db8:0:0:0:0:0:1, 2001:0db8:0000:0000::/64",
        "[2001:db8::1]:443,          2001:db8:0:0:0:0:0:1, 2001:0db8:0000:0000::/64",
        "2001:db8::ffff:ffff:1:1,    2001:db8:0:0:ffff:ffff:1:1, 2001:0db8:0000:0000::/64",
        "2001:db8:0:1::1,            2001:db8:0:1:0:0:0:1, 2001:0db8:0000:0001::/64",
        "fe80::1%eth0,               fe80:0:0:0:0:0:0:1,   fe80:0000:0000:0000::/64",
        "[::1],                      0:0:0:0:0:0:0:1,      0000:0000:0000:0000::/64"
    })
    void anAddressHasOneSpellingAndOneHolder(String written, String address, String holder) {
        assertThat(Address.of(written)).isEqualTo(address);
        assertThat(Address.holder(Address.of(written))).isEqualTo(holder);
        assertThat(Address.of(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "unknown", "_hidden", "localhost", "example.com:80", ":", "::1::", "[", "[]", "1.2.3.4:x"})
    void whatIsNoAddressStaysAsItIsAndIsItsOwnHolder(String text) {
        assertThat(Address.holder(Address.of(text))).isEqualTo(text);
    }

    @Test
    void nobodyHasMoreThanOneShareForAll64BitsOfTheirs() throws UnknownHostException {
        Random random = new Random(7);
        byte[] bytes = InetAddress.ofLiteral("2001:db8:a:b::").getAddress();
        byte[] own = new byte[8];
        for (int i = 0; i < 1_000; i++) {
            random.nextBytes(own);
            System.arraycopy(own, 0, bytes, 8, own.length);
            String address = InetAddress.getByAddress(bytes).getHostAddress();
            assertThat(Address.holder(address)).isEqualTo("2001:0db8:000a:000b::/64");
        }
    }
}
