package io.centter.console;

import io.centter.console.desk.Destination;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.Screen;
import io.centter.console.screens.agent.AgentAct;
import io.centter.console.screens.agent.Facet;
import io.centter.console.shell.Command;
import io.centter.console.text.Texts;
import io.centter.console.theme.Theme;
import io.centter.model.api.NetworkView;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything the palette can do now: what one does, then the networks, then the agents.
final class Commands {
    private final Console console;
    private final List<NetworkView> networks;

    Commands(Console console, List<NetworkView> networks) {
        this.console = console;
        this.networks = networks;
    }

    List<Command> all() {
        List<Command> all = new ArrayList<>();
        console.workspace()
                .ifPresent(workspace -> workspace.screens().all().forEach(screen -> all.add(screen(screen))));
        views(all);
        console.workspace().ifPresent(workspace -> creation(all, workspace));
        console.workspace().ifPresent(workspace -> filters(all, workspace));
        console.workspace().ifPresent(workspace -> opened(all, workspace));
        action(all, "action.allow-changes", "fth-unlock", "", () -> console.allowChanges(true));
        action(all, "action.read-only", "fth-lock", "", () -> console.allowChanges(false));
        action(all, "action.reconnect", "fth-refresh-cw", "Ctrl R", console::reconnect);
        keys(all);
        for (Theme theme : Theme.values()) {
            action(all, "theme." + theme.key(), "fth-moon", "", () -> console.theme(theme));
        }
        console.visit()
                .map(Visit::who)
                .ifPresent(who -> console.servers().items(who).stream()
                        .filter(server -> !server.current())
                        .forEach(server -> all.add(new Command(
                                Texts.of("palette.server"),
                                server.title(),
                                server.address(),
                                "fth-server",
                                "",
                                () -> console.chooseServer(Optional.of(server.address()))))));
        action(all, "action.another-server", "fth-plus", "", () -> console.chooseServer(Optional.empty()));
        action(all, "action.sign-out", "fth-log-out", "", console::signOut);
        for (NetworkView network : networks) {
            all.add(new Command(
                    Texts.of("palette.network"),
                    network.name(),
                    network.slug().value(),
                    "fth-share-2",
                    "",
                    () -> console.chooseNetwork(network.id())));
        }
        console.workspace().ifPresent(workspace -> {
            for (AgentRow row : workspace.rows()) {
                all.add(agent(row));
            }
        });
        return all;
    }

    /// What has a key of its own.
    private void keys(List<Command> all) {
        console.frame().ifPresent(frame -> action(all, "keys.title", "fth-help-circle", "?", frame::showSheet));
        if (console.workspace().map(open -> open.past().isPast()).orElse(false)) {
            action(all, "past.to-now", "fth-rewind", "N", console::backToNow);
        }
    }

    private Command screen(Screen screen) {
        return new Command(
                Texts.of("palette.screen"),
                screen.title(),
                "",
                screen.icon(),
                "",
                () -> console.go(new Destination.Place(screen.id())));
    }

    private void views(List<Command> all) {
        console.visit()
                .flatMap(visit -> console.servers().at(visit.who()))
                .ifPresent(server -> server.views()
                        .forEach(view -> all.add(new Command(
                                Texts.of("palette.view"),
                                view.name(),
                                Texts.of("screen." + view.screen()),
                                "fth-bookmark",
                                "",
                                () -> console.go(new Destination.View(view))))));
    }

    private Command agent(AgentRow row) {
        AgentPresence agent = row.get();
        return new Command(
                Texts.of("palette.agent"),
                agent.name(),
                row.id() + "  " + Texts.word("presence", agent.presence()),
                "fth-cpu",
                "",
                () -> console.go(new Destination.Agent(row.id())));
    }

    private void creation(List<Command> all, Workspace workspace) {
        action(all, "act.create", "fth-plus", "", () -> {
            console.go(new Destination.Place("agents"));
            workspace.acts().create();
        });
    }

    private static void filters(List<Command> all, Workspace workspace) {
        for (Presence presence : Presence.values()) {
            all.add(new Command(
                    Texts.of("palette.action"),
                    Texts.of("action.show-only", Texts.word("presence", presence)),
                    "",
                    "fth-filter",
                    "",
                    () -> workspace.agents().togglePresence(presence)));
        }
    }

    /// What can be looked at of the agent that is open or chosen, and what can be done with it or with all that are
    /// marked.
    private void opened(List<Command> all, Workspace workspace) {
        List<AgentRow> meant = workspace.agents().marks().meant();
        if (meant.isEmpty()) {
            return;
        }
        String name = meant.getFirst().get().name();
        for (AgentAct act : AgentAct.values()) {
            if (act.takesMany() || meant.size() == 1) {
                all.add(new Command(
                        Texts.of("palette.action"), act.words(meant.size(), name), "", act.icon(), "", () -> {
                            console.go(new Destination.Place("agents"));
                            workspace.acts().begin(act, meant);
                        }));
            }
        }
        if (meant.size() == 1) {
            AgentId agent = meant.getFirst().id();
            all.add(new Command(
                    Texts.of("palette.action"),
                    Texts.of("action.connections-of", name),
                    "",
                    "fth-crosshair",
                    "",
                    () -> console.go(new Destination.Connections(agent, Optional.empty()))));
            List<Facet> facets = List.of(Facet.values());
            for (Facet facet : facets) {
                all.add(new Command(
                        Texts.of("palette.action"),
                        Texts.of("action.facet-of", facet.words(), name),
                        "",
                        "fth-cpu",
                        Integer.toString(facets.indexOf(facet) + 1),
                        () -> {
                            workspace.dossier().facetProperty().set(facet);
                            console.go(new Destination.Agent(agent));
                        }));
            }
        }
    }

    private static void action(List<Command> all, String key, String icon, String keys, Runnable action) {
        all.add(new Command(Texts.of("palette.action"), Texts.of(key), "", icon, keys, action));
    }
}
