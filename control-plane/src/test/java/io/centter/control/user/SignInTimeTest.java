package io.centter.control.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Nobody learns from the time that an answer takes who is registered.
class SignInTimeTest {
    private static final int TIMES = 6;

    @Test
    void anUnknownPersonAndAPasswordThatIsTooLongTakeAsLongAsAWrongOne() {
        try (TestPlane plane = TestPlane.start(Map.of("session.bcrypt_cost", "10"))) {
            plane.person("known@example.com");
            Api nobody = plane.api();
            long wrong = Long.MAX_VALUE;
            long unknown = Long.MAX_VALUE;
            long tooLong = Long.MAX_VALUE;
            // In turns, so that all of them see the same warm code and the same busy machine; the shortest of each is
            // what others disturbed least.
            for (int i = 0; i < TIMES; i++) {
                wrong = Math.min(wrong, login(nobody, "known@example.com", "wrong password"));
                unknown = Math.min(unknown, login(nobody, "unknown@example.com", "wrong password"));
                tooLong = Math.min(tooLong, login(nobody, "known@example.com", "é".repeat(37)));
            }

            // One hash is most of the time that any of them takes.
            assertThat(unknown).isBetween(wrong / 2, wrong * 2);
            assertThat(tooLong).isBetween(wrong / 2, wrong * 2);
        }
    }

    private static long login(Api nobody, String email, String password) {
        long began = System.nanoTime();
        Api.Answer refused = nobody.post("/auth/login", Map.of("email", email, "password", password));
        long took = System.nanoTime() - began;
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("wrong-credentials");
        return took;
    }
}
