package io.centter.console.desk;

import io.centter.console.fx.Background;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks for what is still to come of a change until it has come, or nobody waits for it any more.
final class Following {
    private static final Duration GAP = Duration.ofSeconds(1);
    private static final int TIMES = 60;

    private final Background background;
    private final Callable<List<String>> question;
    private final BooleanSupplier wanted;
    private final Consumer<List<String>> came;

    private Following(
            Background background,
            Callable<List<String>> question,
            BooleanSupplier wanted,
            Consumer<List<String>> came) {
        this.background = background;
        this.question = question;
        this.wanted = wanted;
        this.came = came;
    }

    /// @param question null where nothing is to come
    static void of(
            Background background,
            @Nullable Callable<List<String>> question,
            BooleanSupplier wanted,
            Consumer<List<String>> came) {
        if (question != null) {
            new Following(background, question, wanted, came).ask(TIMES);
        }
    }

    private void ask(int times) {
        background.run(
                question,
                answer -> {
                    if (!wanted.getAsBoolean()) {
                        return;
                    }
                    if (answer.isEmpty()) {
                        again(times - 1);
                    } else {
                        came.accept(answer);
                    }
                },
                _ -> again(times - 1));
    }

    private void again(int times) {
        if (times > 0) {
            background.after(GAP, () -> {
                if (wanted.getAsBoolean()) {
                    ask(times);
                }
            });
        }
    }
}
