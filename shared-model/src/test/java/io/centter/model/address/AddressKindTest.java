package io.centter.model.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressKindTest {
    @ParameterizedTest
    @CsvSource({
        "1.1.1.1, PUBLIC",
        "9.255.255.255, PUBLIC",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "11.0.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.64.0.0, SHARED",
        "100.127.255.255, SHARED",
        "100.128.0.0, PUBLIC",
        "127.255.255.255, LOOPBACK",
        "169.254.169.254, LINK_LOCAL",
        "172.15.255.255, PUBLIC",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, PUBLIC",
        "192.0.2.200, DOCUMENTATION",
        "192.168.0.1, PRIVATE",
        "198.19.255.255, RESERVED",
        "223.255.255.255, PUBLIC",
        "224.0.0.1, MULTICAST",
        "239.255.255.255, MULTICAST",
        "240.0.0.1, RESERVED",
        "0.0.0.0, RESERVED",
        "::1, LOOPBACK",
        "::, RESERVED",
        "::ffff:10.0.0.1, PRIVATE",
        "::10.0.0.1, RESERVED",
        "64:ff9b::1.1.1.1, TRANSLATED",
        "2002:a00:1::, TRANSLATED",
        "2001:db8::5, DOCUMENTATION",
        "2606:4700::1111, PUBLIC",
        "fd00:ec2::254, PRIVATE",
        "fe80::1, LINK_LOCAL",
        "febf::1, LINK_LOCAL",
        "ff05::2, MULTICAST",
        "4000::1, RESERVED"
    })
    void everyAddressIsOfOneKind(String address, AddressKind kind) {
        assertThat(IpLiterals.strict(address).map(AddressKind::of)).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "01.2.3.4",
                "1.2.3.256",
                "1.2.3.4.5",
                "0x1.2.3.4",
                " 1.2.3.4",
                "1.2.3.4 ",
                "fe80::1%eth0",
                "[::1]",
                "::g",
                "1:2:3:4:5:6:7:8:9",
                "example.com",
                "1.2.3.4/8"
            })
    void whatIsNoPlainAddressIsNone(String text) {
        assertThat(IpLiterals.strict(text)).isEmpty();
    }
}
