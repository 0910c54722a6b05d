package io.centter.control.bench;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.centter.control.ControlPlane;
import io.centter.control.config.Config;
import io.centter.control.config.Settings;
import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A control plane with one route more: it answers a fixed JSON, which is the floor under every other answer.
public final class BenchServer {
    /// The floor; `BENCH_FIXED_SIZE` says how many bytes it has.
    public static final String FIXED = "/bench/fixed";

    private BenchServer() {}

    /// A text of one field.
    public record Fixed(@JsonAnyGetter Map<String, String> fields) {}

    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = Settings.of(System.getenv());
        Config.log(settings).apply();
        int size = Integer.parseInt(System.getenv().getOrDefault("BENCH_FIXED_SIZE", "700"));
        Fixed fixed = new Fixed(Map.of("fixed", "x".repeat(Math.max(0, size - 12))));
        ControlPlane plane = ControlPlane.open(Config.read(settings));
        plane.router()
                .get("/" + FIXED, "Answers the same every time.")
                .by(Access.everyone())
                .gives(Fixed.class)
                .handle(_ -> Reply.of(fixed));
        plane.start();
        new CountDownLatch(1).await();
    }
}
