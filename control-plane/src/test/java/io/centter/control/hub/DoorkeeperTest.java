package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
    private static final String ACCOUNT = "A1";
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Map<String, Instant> APPLIED = Map.of("N1", NOON, "N2", NOON.plusSeconds(1));

    private final List<String> out = new ArrayList<>();
    private final Doorkeeper door = new Doorkeeper((server, cid) -> out.add(server + ":" + cid));

    @Test
    void whoComesInWhileItsRoleChangesIsSentAwayWhenTheServersHaveIt() {
        Doorkeeper.Watch watch = watch(account("x", -1), account("y", -1));
        door.entered(ACCOUNT, entry("N1", 1, NOON, "ROLE", "U1"));
        assertThat(out).isEmpty();
        watch.applied(APPLIED);
        assertThat(out).containsExactly("N1:1");
    }

    @Test
    void whoseConnectionBeganBeforeTheServerHadTheChangeIsSentAwayThoughItIsHeardOfLater() {
        watch(account("x", -1), account("y", -1)).applied(APPLIED);
        door.entered(ACCOUNT, entry("N1", 1, NOON, "ROLE", "U1"));
        door.entered(ACCOUNT, entry("N2", 2, NOON.plusMillis(500), "ROLE", "U1"));
        door.entered(ACCOUNT, entry("N3", 3, NOON.plusSeconds(60), "ROLE", "U1"));
        assertThat(out).containsExactly("N1:1", "N2:2", "N3:3");
    }

    @Test
    void whoComesInAfterTheChangeOrIsNotMeantByItStays() {
        Doorkeeper.Watch watch = watch(account("x", -1), account("y", -1));
        door.entered(ACCOUNT, entry("N1", 1, NOON, "OTHER", "U1"));
        door.entered("A2", entry("N1", 2, NOON, "ROLE", "U1"));
        watch.applied(APPLIED);
        door.entered(ACCOUNT, entry("N1", 3, NOON.plusMillis(1), "ROLE", "U1"));
        door.entered(ACCOUNT, entry("N2", 4, NOON.plusSeconds(2), "ROLE", "U1"));
        assertThat(out).isEmpty();
    }

    @Test
    void whoseCredentialsEndedIsSentAwayWheneverItCameIn() {
        watch(account("x", -1), account("x", -1, "U1")).applied(APPLIED);
        door.entered(ACCOUNT, entry("N1", 1, NOON.plusSeconds(5), "ROLE", "U1"));
        door.entered(ACCOUNT, entry("N1", 2, NOON.plusSeconds(5), "ROLE", "U2"));
        assertThat(out).containsExactly("N1:1");
    }

    @Test
    void nobodyStaysInAnAccountThatWasShut() {
        Doorkeeper.Watch watch = watch(account("x", 2_000), account("x", 0));
        door.entered(ACCOUNT, entry("N1", 1, NOON, "OTHER", "U1"));
        watch.applied(APPLIED);
        assertThat(out).containsExactly("N1:1");
    }

    @Test
    void changeThatDidNotReachAllServersIsPartOfTheNext() {
        Doorkeeper.Watch _ = watch(account("x", -1), account("y", -1));
        door.entered(ACCOUNT, entry("N2", 1, NOON, "ROLE", "U1"));
        Doorkeeper.Watch again = watch(account("y", -1), account("y", -1));
        door.entered(ACCOUNT, entry("N2", 2, NOON, "ROLE", "U1"));
        again.applied(APPLIED);
        assertThat(out).containsExactly("N2:1", "N2:2");
    }

    @Test
    void accountThatChangesInNothingOrIsNewIsNotWatched() {
        Doorkeeper.Watch same = watch(account("x", -1), account("x", -1));
        Doorkeeper.Watch fresh = door.watch(ACCOUNT, Optional.empty(), account("x", -1));
        door.entered(ACCOUNT, entry("N1", 1, NOON, "ROLE", "U1"));
        same.applied(APPLIED);
        fresh.applied(APPLIED);
        assertThat(out).isEmpty();
    }

    private Doorkeeper.Watch watch(JsonNode before, JsonNode after) {
        return door.watch(ACCOUNT, Optional.of(before), after);
    }

    private static Doorkeeper.Entry entry(String server, long cid, Instant start, String signer, String user) {
        return new Doorkeeper.Entry(server, cid, start, signer, user, 1_000);
    }

    /// The claims of an account with a key without a template, and one whose template says this.
    private static JsonNode account(String template, int connections, String... revoked) {
        Map<String, Long> ended = new TreeMap<>();
        for (String user : revoked) {
            ended.put(user, 1_000L);
        }
        return Wire.tolerant()
                .valueToTree(Map.of(
                        "nats",
                        Map.of(
                                "signing_keys",
                                List.of("OTHER", Map.of("key", "ROLE", "template", Map.of("pub", template))),
                                "limits",
                                Map.of("conn", connections),
                                "revocations",
                                ended)));
    }
}
