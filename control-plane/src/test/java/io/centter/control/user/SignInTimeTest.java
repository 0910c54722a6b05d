package io.centter.control.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Nobody learns from the time that an answer takes who is registered.
class SignInTimeTest {
    private static final int TIMES = 5;

    @Test
    void anUnknownPersonAndAPasswordThatIsTooLongTakeAsLongAsAWrongOne() {
        try (TestPlane plane = TestPlane.start(Map.of("session.bcrypt_cost", "10"))) {
            plane.person("known@example.com");
            Api nobody = plane.api();
            login(nobody, "warm@example.com", "wrong password");

            long wrong = login(nobody, "known@example.com", "wrong password");
            long unknown = login(nobody, "unknown@example.com", "wrong password");
            long tooLong = login(nobody, "known@example.com", "é".repeat(37));

            // One hash is most of the time that any of them takes.
            assertThat(unknown).isBetween(wrong / 2, wrong * 2);
            assertThat(tooLong).isBetween(wrong / 2, wrong * 2);
        }
    }

    /// The shortest of several, which others on the machine disturbed least.
    private static long login(Api nobody, String email, String password) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            Api.Answer refused = nobody.post("/auth/login", Map.of("email", email, "password", password));
            shortest = Math.min(shortest, System.nanoTime() - began);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("wrong-credentials");
        }
        return shortest;
    }
}
