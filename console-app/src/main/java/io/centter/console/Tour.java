package io.centter.console;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Lasting;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.Screen;
import io.centter.console.screens.deadletters.DeadLettersViewModel;
import io.centter.console.text.Texts;
import io.centter.model.permission.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
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
    private final Consumer<Runnable> step;
    private final Consumer<String> picture;

    /// @param step does something and then waits a moment
    /// @param picture takes pictures under this name
    Tour(Console console, Scene scene, Consumer<Runnable> step, Consumer<String> picture) {
        this.console = console;
        this.scene = scene;
        this.step = step;
        this.picture = picture;
    }

    void plan() {
        agents();
        for (Screen screen : screens()) {
            if (!screen.id().equals("agents")) {
                full(screen.id());
            }
        }
        rights();
        mail();
        trouble();
        connections();
        past();
        disconnected();
        empty();
    }

    private void agents() {
        picture.accept("agents-full");
        step.accept(() -> workspace()
                .agents()
                .open(workspace().agents().items().getFirst().id()));
        pause(1);
        picture.accept("agent");
        step.accept(() -> workspace().agents().closeDetail());
        step.accept(() -> console.frame().orElseThrow().showPalette());
        picture.accept("palette");
        step.accept(() -> console.frame().orElseThrow().showSheet());
        picture.accept("shortcuts");
        step.accept(() -> console.frame().orElseThrow().closeOverlays());
        step.accept(() -> workspace().agents().filterTextProperty().set("no-such-agent"));
        picture.accept("agents-no-match");
        step.accept(() -> workspace().agents().clearFilter());
    }

    private void full(String id) {
        step.accept(() -> console.go(new Destination.Place(id)));
        pause(2);
        picture.accept(id + "-full");
        if (WITH_DETAIL.contains(id)) {
            step.accept(this::openFirst);
            pause(1);
            picture.accept(id + "-detail");
        }
    }

    /// A question that has an answer, and a change that is about to be made.
    private void rights() {
        step.accept(() -> {
            List<AgentRow> rows = workspace().rows();
            AgentRow from = named(rows, "Bruno").orElse(rows.getFirst());
            AgentRow to = named(rows, "Marco").orElse(rows.getLast());
            console.go(new Destination.Explain(from.id(), Optional.of(to.id()), Optional.of("crm")));
        });
        pause(2);
        picture.accept("explain-yes");
        step.accept(() -> named(workspace().rows(), "Nova")
                .ifPresent(
                        nova -> workspace().screens().explain().fromProperty().set(nova)));
        step.accept(() -> workspace().screens().explain().commandProperty().set("update"));
        pause(2);
        picture.accept("explain-no");
        step.accept(() -> workspace().screens().explain().allow(Lasting.HOUR));
        pause(2);
        picture.accept("explain-allow");
        step.accept(() -> workspace().screens().explain().edit().close());
        step.accept(() ->
                named(workspace().rows(), "Sol").ifPresent(sol -> console.go(new Destination.Permissions(sol.id()))));
        pause(1);
        step.accept(() -> {
            workspace().screens().permissions().rows().closeDetail();
            workspace().screens().permissions().begin(Effect.REVOKE, "infra:*");
            workspace().screens().permissions().reasonProperty().set("The freeze before the release");
        });
        pause(2);
        picture.accept("permissions-edit");
        step.accept(() -> workspace().screens().permissions().edit().close());
        step.accept(() -> click("#permissions-matrix-mode"));
        pause(3);
        picture.accept("permissions-matrix");
        step.accept(() -> click("#permissions-agent-mode"));
    }

    /// One message in full, its conversation, and one that is about to be sent.
    private void mail() {
        step.accept(() -> console.go(new Destination.Place("messages")));
        pause(2);
        step.accept(this::openFirst);
        pause(2);
        step.accept(this::openFirst);
        pause(1);
        picture.accept("messages-detail");
        step.accept(() -> workspace().screens().messages().begin());
        step.accept(
                () -> workspace().screens().messages().send().contentProperty().set("Is it done?"));
        pause(2);
        picture.accept("messages-send");
        step.accept(() -> workspace().screens().messages().send().edit().close());
        step.accept(() -> {
            boolean _ = workspace().screens().messages().back();
        });
    }

    /// What went wrong, and one question on both ways.
    private void trouble() {
        step.accept(() -> console.go(new Destination.Place("deadletters")));
        pause(2);
        step.accept(() -> {
            DeadLettersViewModel dead = workspace().screens().deadLetters();
            dead.rows().closeDetail();
            dead.marks().toggleAll();
            dead.discard(dead.marks().meant());
            dead.reasonProperty().set("They were asked of the wrong agents");
        });
        pause(2);
        picture.accept("deadletters-discard");
        step.accept(() -> {
            workspace().screens().deadLetters().edit().close();
            workspace().screens().deadLetters().marks().clear();
        });
        step.accept(() -> console.go(new Destination.Place("denied")));
        pause(2);
        step.accept(() -> workspace().screens().denied().rows().items().stream()
                .filter(denied -> denied.scope() != null)
                .findFirst()
                .ifPresent(denied -> workspace().screens().denied().allow(denied, Lasting.HOUR)));
        pause(2);
        picture.accept("denied-allow");
        step.accept(() -> {
            console.go(new Destination.Place("discovery"));
            workspace().screens().discovery().skillProperty().set("git");
            workspace().screens().discovery().ask();
        });
        pause(2);
        picture.accept("discovery-answers");
        step.accept(() -> workspace().screens().denied().edit().close());
    }

    /// A path over others, and what would remain without a transport.
    private void connections() {
        step.accept(() -> {
            List<AgentRow> rows = workspace().rows();
            AgentRow from = named(rows, "Andrea").orElse(rows.getFirst());
            AgentRow to = named(rows, "Ledger").orElse(rows.getLast());
            console.go(new Destination.Connections(from.id(), Optional.of(to.id())));
        });
        pause(2);
        picture.accept("connections-path");
        step.accept(() -> {
            boolean _ = workspace().screens().connections().back();
        });
        step.accept(() -> click("#without-nats"));
        pause(2);
        picture.accept("connections-what-if");
        step.accept(() -> workspace().screens().connections().withAll());
    }

    /// One event, two moments compared, and the whole picture as it was a moment ago.
    private void past() {
        step.accept(() -> console.go(new Destination.Place("events")));
        pause(3);
        step.accept(this::openFirst);
        pause(1);
        picture.accept("events-detail");
        step.accept(() -> workspace().screens().events().rows().closeDetail());
        step.accept(() -> click("#events-compare"));
        step.accept(() -> workspace().screens().events().compare("1 h", "now"));
        pause(3);
        picture.accept("events-compare");
        step.accept(() -> workspace().screens().events().before(Duration.ofSeconds(90)));
        pause(4);
        picture.accept("events-past");
        step.accept(() -> console.go(new Destination.Place("agents")));
        pause(1);
        picture.accept("agents-past");
        step.accept(() -> workspace().past().now());
    }

    private void disconnected() {
        step.accept(() -> workspace().disconnect(Texts.of("link.closed")));
        // Until the frame is sure that this is no hiccup.
        pause(6);
        for (Screen screen : screens()) {
            step.accept(() -> {
                boolean _ = screen.back();
                console.go(new Destination.Place(screen.id()));
            });
            pause(1);
            picture.accept(screen.id() + "-disconnected");
        }
    }

    /// In a network without agents, where the person has one.
    private void empty() {
        console.networks().stream()
                .filter(network -> network.agents() == 0)
                .findFirst()
                .ifPresent(network -> {
                    step.accept(() -> console.chooseNetwork(network.id()));
                    pause(6);
                    for (Screen screen : screens()) {
                        step.accept(() -> console.go(new Destination.Place(screen.id())));
                        pause(2);
                        picture.accept(screen.id() + "-empty");
                    }
                });
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

    private void pause(int steps) {
        for (int i = 0; i < steps; i++) {
            step.accept(() -> {});
        }
    }
}
