package io.centter.console;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Site;
import io.centter.console.fx.Screen;
import io.centter.console.screens.agents.AgentsScreen;
import io.centter.console.screens.agents.AgentsViewModel;
import io.centter.console.screens.permissions.MatrixViewModel;
import io.centter.console.screens.permissions.PermissionsScreen;
import io.centter.console.screens.permissions.PermissionsViewModel;
import io.centter.console.shell.Section;
import io.centter.console.text.Texts;
import java.util.List;
import java.util.Optional;

/// All screens of one network, and how one leads to another.
final class Screens {
    private final AgentsViewModel agentsModel;
    private final AgentsScreen agents;
    private final PermissionsViewModel permissionsModel;
    private final PermissionsScreen permissions;

    Screens(Site site, AgentsViewModel agentsModel, AgentsScreen agents) {
        this.agentsModel = agentsModel;
        this.agents = agents;
        permissionsModel = new PermissionsViewModel(site);
        permissions = new PermissionsScreen(site, permissionsModel, new MatrixViewModel(site));
    }

    List<Section> sections() {
        return List.of(
                new Section(Texts.of("section.fleet"), List.of(agents)),
                new Section(Texts.of("section.access"), List.of(permissions)));
    }

    List<Screen> all() {
        return sections().stream()
                .flatMap(section -> section.screens().stream())
                .toList();
    }

    Optional<Screen> named(String id) {
        return all().stream().filter(screen -> screen.id().equals(id)).findFirst();
    }

    PermissionsViewModel permissions() {
        return permissionsModel;
    }

    /// The screen for it, already told what to show.
    Screen at(Destination destination) {
        return switch (destination) {
            case Destination.Place place -> named(place.screen()).orElse(agents);
            case Destination.Agent agent -> {
                agentsModel.open(agent.agent());
                yield agents;
            }
            case Destination.Permissions of -> {
                permissionsModel.show(of.agent());
                yield permissions;
            }
            case Destination.Explain _, Destination.Team _, Destination.Skill _, Destination.Audit _ -> agents;
        };
    }
}
