package io.centter.console;

import io.centter.console.desk.Destination;
import io.centter.console.desk.ListMenu;
import io.centter.console.desk.Listed;
import io.centter.console.desk.Site;
import io.centter.console.fx.Screen;
import io.centter.console.screens.agents.AgentsScreen;
import io.centter.console.screens.agents.AgentsViewModel;
import io.centter.console.screens.audit.AuditScreen;
import io.centter.console.screens.audit.AuditViewModel;
import io.centter.console.screens.connections.ConnectionsScreen;
import io.centter.console.screens.connections.ConnectionsViewModel;
import io.centter.console.screens.deadletters.DeadLettersScreen;
import io.centter.console.screens.deadletters.DeadLettersViewModel;
import io.centter.console.screens.denied.DeniedScreen;
import io.centter.console.screens.denied.DeniedViewModel;
import io.centter.console.screens.discovery.DiscoveryScreen;
import io.centter.console.screens.discovery.DiscoveryViewModel;
import io.centter.console.screens.dns.DnsScreen;
import io.centter.console.screens.dns.DnsViewModel;
import io.centter.console.screens.events.EventsScreen;
import io.centter.console.screens.events.EventsViewModel;
import io.centter.console.screens.explain.ExplainScreen;
import io.centter.console.screens.explain.ExplainViewModel;
import io.centter.console.screens.hub.HubScreen;
import io.centter.console.screens.hub.HubViewModel;
import io.centter.console.screens.keys.KeysScreen;
import io.centter.console.screens.keys.KeysViewModel;
import io.centter.console.screens.market.MarketScreen;
import io.centter.console.screens.market.MarketViewModel;
import io.centter.console.screens.members.MembersScreen;
import io.centter.console.screens.members.MembersViewModel;
import io.centter.console.screens.messages.MessagesScreen;
import io.centter.console.screens.messages.MessagesViewModel;
import io.centter.console.screens.networks.NetworksScreen;
import io.centter.console.screens.networks.NetworksViewModel;
import io.centter.console.screens.overview.OverviewScreen;
import io.centter.console.screens.overview.OverviewViewModel;
import io.centter.console.screens.permissions.MatrixViewModel;
import io.centter.console.screens.permissions.PermissionsScreen;
import io.centter.console.screens.permissions.PermissionsViewModel;
import io.centter.console.screens.provisioning.ProvisioningScreen;
import io.centter.console.screens.provisioning.ProvisioningViewModel;
import io.centter.console.screens.publishers.PublishersScreen;
import io.centter.console.screens.publishers.PublishersViewModel;
import io.centter.console.screens.reference.ReferenceScreen;
import io.centter.console.screens.reference.ReferenceViewModel;
import io.centter.console.screens.roles.RolesScreen;
import io.centter.console.screens.roles.RolesViewModel;
import io.centter.console.screens.settings.Household;
import io.centter.console.screens.settings.SettingsScreen;
import io.centter.console.screens.settings.SettingsViewModel;
import io.centter.console.screens.teams.TeamsScreen;
import io.centter.console.screens.teams.TeamsViewModel;
import io.centter.console.screens.usage.UsageScreen;
import io.centter.console.screens.usage.UsageViewModel;
import io.centter.console.session.SavedView;
import io.centter.console.shell.Section;
import io.centter.console.text.Texts;
import io.centter.model.identity.AgentId;
import java.util.List;
import java.util.Optional;

/// All screens of one network, and how one leads to another.
final class Screens {
    private final AgentsViewModel agentsModel;
    private final AgentsScreen agents;
    private final PermissionsViewModel permissionsModel;
    private final PermissionsScreen permissions;
    private final ExplainViewModel explainModel;
    private final ExplainScreen explain;
    private final RolesScreen roles;
    private final TeamsViewModel teamsModel;
    private final TeamsScreen teams;
    private final AuditViewModel auditModel;
    private final AuditScreen audit;
    private final MembersScreen members;
    private final NetworksScreen networks;
    private final OverviewScreen overview;
    private final ConnectionsViewModel connectionsModel;
    private final ConnectionsScreen connections;
    private final EventsViewModel eventsModel;
    private final EventsScreen events;
    private final MarketViewModel marketModel;
    private final List<Screen> market;
    private final List<Screen> hub;
    private final List<Screen> console;
    private final MessagesViewModel messagesModel;
    private final DeadLettersViewModel deadModel;
    private final DeniedViewModel deniedModel;
    private final DiscoveryViewModel discoveryModel;
    private final List<Screen> mail;

    Screens(Site site, AgentsViewModel agentsModel, AgentsScreen agents, Household household) {
        this.agentsModel = agentsModel;
        this.agents = agents;
        permissionsModel = new PermissionsViewModel(site);
        permissions = new PermissionsScreen(site, permissionsModel, new MatrixViewModel(site));
        explainModel = new ExplainViewModel(site);
        explain = new ExplainScreen(site, explainModel);
        roles = new RolesScreen(site, new RolesViewModel(site));
        teamsModel = new TeamsViewModel(site);
        teams = new TeamsScreen(site, teamsModel);
        auditModel = new AuditViewModel(site);
        audit = new AuditScreen(site, auditModel);
        members = new MembersScreen(site, new MembersViewModel(site));
        networks = new NetworksScreen(site, new NetworksViewModel(site));
        overview = new OverviewScreen(site, new OverviewViewModel(site));
        connectionsModel = new ConnectionsViewModel(site);
        connections = new ConnectionsScreen(site, connectionsModel);
        eventsModel = new EventsViewModel(site);
        events = new EventsScreen(site, eventsModel);
        marketModel = new MarketViewModel(site);
        market =
                List.of(new MarketScreen(site, marketModel), new PublishersScreen(site, new PublishersViewModel(site)));
        messagesModel = new MessagesViewModel(site);
        deadModel = new DeadLettersViewModel(site);
        deniedModel = new DeniedViewModel(site);
        mail = List.of(
                new MessagesScreen(site, messagesModel),
                new DeadLettersScreen(site, deadModel),
                new DeniedScreen(site, deniedModel));
        discoveryModel = new DiscoveryViewModel(site);
        hub = List.of(
                new HubScreen(site, new HubViewModel(site)),
                new DiscoveryScreen(site, discoveryModel),
                new KeysScreen(site, new KeysViewModel(site)),
                new DnsScreen(site, new DnsViewModel(site)),
                new ProvisioningScreen(site, new ProvisioningViewModel(site)),
                new UsageScreen(site, new UsageViewModel(site)));
        console = List.of(
                new ReferenceScreen(site, new ReferenceViewModel(site)),
                new SettingsScreen(site, new SettingsViewModel(site, household)));
    }

    List<Section> sections() {
        return List.of(
                new Section(Texts.of("section.fleet"), List.of(agents, overview, connections, events)),
                new Section(Texts.of("section.access"), List.of(permissions, explain, roles, teams)),
                new Section(Texts.of("section.mail"), mail),
                new Section(Texts.of("section.network"), List.of(networks, members, audit)),
                new Section(Texts.of("section.market"), market),
                new Section(Texts.of("section.hub"), hub),
                new Section(Texts.of("section.console"), console));
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

    ExplainViewModel explain() {
        return explainModel;
    }

    MessagesViewModel messages() {
        return messagesModel;
    }

    EventsViewModel events() {
        return eventsModel;
    }

    ConnectionsViewModel connections() {
        return connectionsModel;
    }

    DeadLettersViewModel deadLetters() {
        return deadModel;
    }

    DeniedViewModel denied() {
        return deniedModel;
    }

    DiscoveryViewModel discovery() {
        return discoveryModel;
    }

    TeamsViewModel teams() {
        return teamsModel;
    }

    /// The screen for it, already told what to show.
    Screen at(Destination destination) {
        return switch (destination) {
            case Destination.Place place -> named(place.screen()).orElse(agents);
            case Destination.Agent agent -> {
                agentsModel.open(agent.agent());
                yield agents;
            }
            case Destination.Connections of -> {
                connectionsModel.show(of.agent(), of.to());
                yield connections;
            }
            case Destination.Inbox of -> {
                messagesModel.open(of.agent());
                yield mail.getFirst();
            }
            case Destination.Write to -> write(to.agent());
            case Destination.Permissions of -> {
                permissionsModel.show(of.agent());
                yield permissions;
            }
            case Destination.Explain call -> {
                explainModel.ask(call.from(), call.to(), call.skill());
                yield explain;
            }
            case Destination.Team team -> {
                teamsModel.rows().open(team.team());
                yield teams;
            }
            case Destination.View(SavedView view) -> kept(view);
            case Destination.Audit of -> {
                auditModel.targetProperty().set(of.target());
                yield audit;
            }
            case Destination.Conversation conversation -> {
                messagesModel.trace(conversation.message());
                yield mail.getFirst();
            }
            case Destination.Skill skill -> {
                marketModel.rows().open(skill.skill());
                yield market.getFirst();
            }
        };
    }

    private Screen write(AgentId to) {
        messagesModel.open(to);
        messagesModel.begin();
        return mail.getFirst();
    }

    private Screen kept(SavedView view) {
        Screen screen = named(view.screen()).orElse(agents);
        if (screen instanceof Listed listed) {
            listed.listing().ifPresent(list -> ListMenu.apply(view, list));
        }
        return screen;
    }
}
