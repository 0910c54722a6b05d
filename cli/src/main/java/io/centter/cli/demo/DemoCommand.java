package io.centter.cli.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The command line of the demo.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts everything on this machine: servers, control plane, a fleet of agents, the console.")
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--agents",
            paramLabel = "N",
            defaultValue = "12",
            description = "How many agents (1 to 1000; default 12).")
    private int agents;

    @Option(
            names = "--cluster",
            description = "Three nats-servers as one broker, every message kept on each, instead of one server.")
    private boolean cluster;

    @Option(names = "--headless", description = "No console window.")
    private boolean headless;

    @Option(
            names = "--screenshot",
            paramLabel = "FILE",
            description = "Render the console to this PNG; needs no display.")
    private @Nullable Path screenshot;

    @Option(
            names = "--info",
            paramLabel = "FILE",
            description = "Write addresses and sign-in as JSON once all is ready.")
    private @Nullable Path info;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the demo keeps its data between starts.")
    private @Nullable Path data;

    @Option(names = "--fresh", description = "Forget the data of earlier demos first.")
    private boolean fresh;

    @Override
    public Integer call() {
        Path directory = data == null ? DemoHome.standard(System.getenv(), cluster) : data.toAbsolutePath();
        DemoOptions options =
                new DemoOptions(agents, cluster, headless || !Display.isThere(), screenshot, info, directory, fresh);
        Consumer<String> say = System.out::println;
        try (Demo demo = new Demo(options, InstantSource.system(), new SecureRandom(), say)) {
            Thread hook = new Thread(demo::close, "demo-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            if (!headless && options.headless()) {
                System.out.println(
                        "There is no display here, so no console window opens; --screenshot FILE draws one.");
            }
            demo.start();
            demo.awaitStop();
            return 0;
        } catch (DemoFailed e) {
            System.err.println("centter demo: " + e.getMessage());
            return 1;
        }
    }
}
