package io.centter.console;

import io.centter.console.Options.Act;
import io.centter.console.desk.Destination;
import io.centter.console.desk.Lasting;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.Background;
import io.centter.console.fx.Screen;
import io.centter.console.screens.deadletters.DeadLettersViewModel;
import io.centter.console.text.Texts;
import io.centter.model.api.Problem;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Effect;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.Unreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The way through all screens that the pictures are taken on: full, with something open, empty, disconnected. It
/// changes nothing at the control plane.
final class Tour {
    private static final List<String> WITH_DETAIL = List.of(
            "roles",
            "teams",
            "networks",
            "members",
            "audit",
            "permissions",
            "market",
            "publishers",
            "keys",
            "dns",
            "deadletters",
            "denied",
            "hub");

    private final Console console;
    private final Scene scene;
    private final Hands hands;

    /// How the tour moves.
    ///
    /// @param step does something, and waits until what it asked for has come
    /// @param until does something, and waits for that
    /// @param picture takes pictures under this name
    record Hands(Consumer<Runnable> step, BiConsumer<Runnable, BooleanSupplier> until, Consumer<String> picture) {}

    Tour(Console console, Scene scene, Hands hands) {
        this.console = console;
        this.scene = scene;
        this.hands = hands;
    }

    void plan(Set<Act> acts) {
        if (acts.contains(Act.FULL)) {
            agents();
            walk("full");
        }
        if (acts.contains(Act.OPEN)) {
            WITH_DETAIL.forEach(this::detail);
            rights();
            mail();
            trouble();
            connections();
        }
        if (acts.contains(Act.PAST)) {
            past();
        }
        if (acts.contains(Act.EMPTY)) {
            empty();
        }
        if (acts.contains(Act.LOADING)) {
            CountDownLatch held = new CountDownLatch(1);
            hindered("loading", held::await);
            step(held::countDown);
        }
        if (acts.contains(Act.FAILED)) {
            hindered("failed", () -> {
                throw refusal(500, "internal", Texts.of("tour.failed"));
            });
        }
        if (acts.contains(Act.FORBIDDEN)) {
            hindered("forbidden", () -> {
                throw refusal(403, "insufficient-role", Texts.of("tour.forbidden"));
            });
        }
        if (acts.contains(Act.DISCONNECTED)) {
            disconnected();
        }
    }

    private void agents() {
        picture("agents-full");
        step(() -> workspace()
                .agents()
                .open(workspace().agents().items().getFirst().id()));
        picture("agent");
        step(() -> workspace().agents().closeDetail());
        step(() -> console.frame().orElseThrow().showPalette());
        picture("palette");
        step(() -> console.frame().orElseThrow().showSheet());
        picture("shortcuts");
        step(() -> console.frame().orElseThrow().closeOverlays());
        step(() -> workspace().agents().filterTextProperty().set("no-such-agent"));
        picture("agents-no-match");
        step(() -> workspace().agents().clearFilter());
    }

    /// All screens as they are.
    private void walk(String suffix) {
        for (Screen screen : screens()) {
            step(() -> console.go(new Destination.Place(screen.id())));
            picture(screen.id() + "-" + suffix);
        }
    }

    private void detail(String id) {
        step(() -> console.go(new Destination.Place(id)));
        step(this::openFirst);
        picture(id + "-detail");
    }

    /// A question that has an answer, and a change that is about to be made.
    private void rights() {
        step(() -> {
            List<AgentRow> rows = workspace().rows();
            AgentRow from = named(rows, "Bruno").orElse(rows.getFirst());
            AgentRow to = named(rows, "Marco").orElse(rows.getLast());
            console.go(new Destination.Explain(from.id(), Optional.of(to.id()), Optional.of("crm")));
        });
        picture("explain-yes");
        step(() -> named(workspace().rows(), "Nova")
                .ifPresent(
                        nova -> workspace().screens().explain().fromProperty().set(nova)));
        step(() -> workspace().screens().explain().commandProperty().set("update"));
        picture("explain-no");
        step(() -> workspace().screens().explain().allow(Lasting.HOUR));
        picture("explain-allow");
        step(() -> workspace().screens().explain().edit().close());
        step(() ->
                named(workspace().rows(), "Sol").ifPresent(sol -> console.go(new Destination.Permissions(sol.id()))));
        step(() -> {
            workspace().screens().permissions().rows().closeDetail();
            workspace().screens().permissions().begin(Effect.REVOKE, "infra:*");
            workspace().screens().permissions().reasonProperty().set("The freeze before the release");
        });
        picture("permissions-edit");
        step(() -> workspace().screens().permissions().edit().close());
        step(() -> click("#permissions-matrix-mode"));
        picture("permissions-matrix");
        step(() -> click("#permissions-agent-mode"));
    }

    /// One message in full, its conversation, and one that is about to be sent.
    private void mail() {
        step(() -> console.go(new Destination.Place("messages")));
        step(this::openFirst);
        step(this::openFirst);
        picture("messages-detail");
        step(() -> workspace().screens().messages().begin());
        step(() -> workspace().screens().messages().send().contentProperty().set("Is it done?"));
        picture("messages-send");
        step(() -> workspace().screens().messages().send().edit().close());
        step(() -> {
            boolean _ = workspace().screens().messages().back();
        });
    }

    /// What went wrong, and one question on both ways.
    private void trouble() {
        step(() -> console.go(new Destination.Place("deadletters")));
        step(() -> {
            DeadLettersViewModel dead = workspace().screens().deadLetters();
            dead.rows().closeDetail();
            dead.marks().toggleAll();
            dead.discard(dead.marks().meant());
            dead.reasonProperty().set("They were asked of the wrong agents");
        });
        picture("deadletters-discard");
        step(() -> {
            workspace().screens().deadLetters().edit().close();
            workspace().screens().deadLetters().marks().clear();
        });
        step(() -> console.go(new Destination.Place("denied")));
        step(() -> workspace().screens().denied().rows().items().stream()
                .filter(denied -> denied.scope() != null)
                .findFirst()
                .ifPresent(denied -> workspace().screens().denied().allow(denied, Lasting.HOUR)));
        picture("denied-allow");
        step(() -> {
            console.go(new Destination.Place("discovery"));
            workspace().screens().discovery().skillProperty().set("git");
            workspace().screens().discovery().ask();
        });
        picture("discovery-answers");
        step(() -> workspace().screens().denied().edit().close());
    }

    /// A path over others, and what would remain without a transport.
    private void connections() {
        step(() -> {
            List<AgentRow> rows = workspace().rows();
            AgentRow from = named(rows, "Andrea").orElse(rows.getFirst());
            AgentRow to = named(rows, "Ledger").orElse(rows.getLast());
            console.go(new Destination.Connections(from.id(), Optional.of(to.id())));
        });
        picture("connections-path");
        step(() -> {
            boolean _ = workspace().screens().connections().back();
        });
        step(() -> click("#without-nats"));
        picture("connections-what-if");
        step(() -> workspace().screens().connections().withAll());
    }

    /// One event, two moments compared, and the whole picture as it was a moment ago.
    private void past() {
        step(() -> console.go(new Destination.Place("events")));
        step(this::openFirst);
        picture("events-detail");
        step(() -> workspace().screens().events().rows().closeDetail());
        step(() -> click("#events-compare"));
        step(() -> workspace().screens().events().compare("1 h", "now"));
        picture("events-compare");
        step(() -> workspace().screens().events().before(Duration.ofSeconds(90)));
        picture("events-past");
        step(() -> console.go(new Destination.Place("agents")));
        picture("agents-past");
        step(() -> console.go(new Destination.Place("connections")));
        picture("connections-past");
        step(() -> workspace().past().now());
    }

    private void disconnected() {
        // They are looked at before, so that there is something that grows old.
        screens().forEach(screen -> step(() -> console.go(new Destination.Place(screen.id()))));
        // Until the frame is sure that this is no hiccup.
        hands.until()
                .accept(
                        () -> workspace().disconnect(Texts.of("link.closed")),
                        () -> scene.getRoot().lookup("#notice") instanceof Label notice
                                && !notice.getText().isEmpty());
        step(() -> console.meet(() -> {
            throw new Unreachable(Texts.of("link.closed"), new IOException());
        }));
        walk("disconnected");
        step(() -> console.meet(() -> {}));
    }

    /// In a network without agents, where the person has one.
    private void empty() {
        NetworkId full = workspace().network().id();
        console.networks().stream()
                .filter(network -> network.agents() == 0)
                .findFirst()
                .ifPresent(network -> {
                    look(network.id());
                    walk("empty");
                    look(full);
                });
    }

    /// What a person sees who comes to a screen for the first time while this is in the way.
    private void hindered(String suffix, Background.Obstacle obstacle) {
        NetworkId full = workspace().network().id();
        look(full);
        for (Screen screen : screens()) {
            hands.until()
                    .accept(
                            () -> {
                                console.meet(obstacle);
                                console.go(new Destination.Place(screen.id()));
                                console.meet(() -> {});
                            },
                            () -> console.isIdle() || suffix.equals("loading"));
            picture(screen.id() + "-" + suffix);
        }
    }

    private void look(NetworkId network) {
        hands.until()
                .accept(() -> console.chooseNetwork(network), () -> workspace().isLive());
    }

    private static ApiProblem refusal(int status, String code, String detail) {
        return new ApiProblem(
                new Problem("about:blank", code, status, code, detail, "4bf92f3577b34da6a3ce929d0e0e4736", null), null);
    }

    private List<Screen> screens() {
        return workspace().screens().all();
    }

    private Workspace workspace() {
        return console.workspace().orElseThrow();
    }

    private void openFirst() {
        scene.getRoot().lookupAll(".rows-table").stream()
                .filter(node ->
                        node instanceof TableView<?> table && !table.getItems().isEmpty() && node.getId() != null)
                .findFirst()
                .ifPresent(node -> {
                    ((TableView<?>) node).getSelectionModel().select(0);
                    Event.fireEvent(
                            node,
                            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
                });
    }

    private void click(String button) {
        if (scene.getRoot().lookup(button) instanceof ButtonBase there) {
            there.fire();
        }
    }

    private static Optional<AgentRow> named(List<AgentRow> rows, String name) {
        return rows.stream().filter(row -> row.get().name().equals(name)).findFirst();
    }

    private void step(Runnable action) {
        hands.step().accept(action);
    }

    private void picture(String name) {
        hands.picture().accept(name);
    }
}
