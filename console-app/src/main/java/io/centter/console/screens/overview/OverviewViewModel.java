package io.centter.console.screens.overview;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Site;
import io.centter.console.desk.Trouble;
import io.centter.console.fleet.AgentRow;
import io.centter.console.session.SavedView;
import io.centter.console.text.Texts;
import io.centter.model.api.AuditLineView;
import io.centter.model.api.NetworkStats;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.Page;
import io.centter.model.event.EventData;
import io.centter.model.message.DeadLetter;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.sdk.rest.AuditApi;
import io.centter.sdk.rest.AuditQuery;
import io.centter.sdk.rest.MessagesApi;
import io.centter.sdk.rest.NetworksApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;

/// How the network is: figures, what needs a person, what was changed last.
public final class OverviewViewModel {
    private static final int NAMED = 6;
    private static final int CHANGES = 8;
    private static final int LOOKED_AT = 100;
    private static final int LETTERS = 200;

    /// How much it matters.
    enum Urgency {
        HIGH,
        LOW
    }

    /// Something that a person should look at.
    record Matter(Urgency urgency, String icon, String text, String detail, Destination destination) {}

    private final Site site;
    private final Reading<NetworkStats> stats;
    private final Reading<List<AuditLineView>> changes;
    private final Reading<Page<DeadLetter>> letters;
    private final ObservableList<Matter> matters = FXCollections.observableArrayList();

    public OverviewViewModel(Site site) {
        this.site = site;
        stats = new Reading<>(site.background());
        changes = new Reading<>(site.background());
        letters = new Reading<>(site.background());
        stats.valueProperty().subscribe(_ -> weigh());
        letters.valueProperty().subscribe(_ -> weigh());
        letters.troubleProperty().subscribe(_ -> weigh());
        site.network().subscribe(_ -> weigh());
    }

    public Reading<NetworkStats> stats() {
        return stats;
    }

    /// The last lines of the audit log; forbidden to viewers.
    public Reading<List<AuditLineView>> changes() {
        return changes;
    }

    Reading<Page<DeadLetter>> letters() {
        return letters;
    }

    /// Whether there is nothing that may need a person and is not known yet.
    boolean isAllRead() {
        return letters.get() != null;
    }

    ObservableList<Matter> matters() {
        return matters;
    }

    public Subscription attach() {
        stats.renew(() -> NetworksApi.of(site.api()).stats(site.id()));
        changes.renew(() -> AuditApi.of(site.api()).lines(site.id(), AuditQuery.ALL, null, LOOKED_AT).items().stream()
                .filter(OverviewViewModel::isChange)
                .limit(CHANGES)
                .toList());
        letters.renew(() -> MessagesApi.of(site.api()).deadLetters(site.id(), null, null, LETTERS));
        Subscription fleet = site.fleet().revisionProperty().subscribe(_ -> weigh());
        Subscription news = site.news().listen(OverviewViewModel::changesFigures, () -> {
            stats.reload();
            changes.reload();
            letters.reload();
        });
        return Subscription.combine(fleet, news);
    }

    /// Who looks changes nothing, nor who writes; and agents get their credentials anew every day.
    private static boolean isChange(AuditLineView line) {
        boolean routine =
                line.action().equals("credentials.issue") && line.actor().startsWith("agent:");
        return !routine
                && !line.action().startsWith("console-credentials.")
                && !line.action().equals("message.send");
    }

    private static boolean changesFigures(EventData data) {
        return !(data instanceof EventData.CredentialsIssued) && !(data instanceof EventData.PresenceChanged);
    }

    private void weigh() {
        List<Matter> found = new ArrayList<>();
        if (site.network().get().status() == NetworkStatus.SUSPENDED) {
            String why = site.network().get().suspendReason();
            found.add(new Matter(
                    Urgency.HIGH,
                    "fth-pause-circle",
                    Texts.of("overview.suspended"),
                    why == null ? "" : why,
                    new Destination.Place("networks")));
        }
        agents(found, Urgency.HIGH, "fth-alert-triangle", "overview.stuck", "is:stuck", AgentPresence::stuck);
        agents(found, Urgency.HIGH, "fth-copy", "overview.twice", "is:duplicate", AgentPresence::duplicateInstance);
        agents(
                found,
                Urgency.HIGH,
                "fth-wifi-off",
                "overview.offline",
                "presence:offline is:heard",
                agent -> agent.presence() == Presence.OFFLINE && agent.lastHeartbeatAt() != null);
        letters(found);
        agents(
                found,
                Urgency.LOW,
                "fth-clock",
                "overview.late",
                "presence:degraded",
                agent -> agent.presence() == Presence.DEGRADED);
        agents(found, Urgency.LOW, "fth-moon", "overview.never", "-is:heard", agent -> agent.lastHeartbeatAt() == null);
        NetworkStats now = stats.get();
        if (now != null && now.recorded().lockedAgents() > 0) {
            found.add(new Matter(
                    Urgency.LOW,
                    "fth-lock",
                    Texts.of("overview.locked", now.recorded().lockedAgents()),
                    "",
                    new Destination.Place("agents")));
        }
        if (!matters.equals(found)) {
            matters.setAll(found);
        }
    }

    private void letters(List<Matter> found) {
        Page<DeadLetter> dead = letters.get();
        Trouble trouble = letters.troubleProperty().get();
        if (dead == null && trouble != null) {
            found.add(new Matter(
                    Urgency.LOW,
                    "fth-help-circle",
                    Texts.of("overview.part"),
                    Texts.of("overview.no-letters", trouble.what()),
                    new Destination.Place("deadletters")));
        }
        if (dead != null && !dead.items().isEmpty()) {
            found.add(new Matter(
                    Urgency.HIGH,
                    "fth-x-square",
                    Texts.of(
                            dead.nextCursor() == null ? "overview.dead" : "overview.dead-at-least",
                            dead.items().size()),
                    "",
                    new Destination.Place("deadletters")));
        }
    }

    /// @param filter shows them in the list of agents
    private void agents(
            List<Matter> found,
            Urgency urgency,
            String icon,
            String key,
            String filter,
            Predicate<AgentPresence> concerned) {
        List<AgentPresence> those = site.fleet().rows().stream()
                .map(AgentRow::get)
                .filter(concerned)
                .sorted(Comparator.comparing(AgentPresence::name))
                .toList();
        if (those.isEmpty()) {
            return;
        }
        String names = String.join(
                ", ", those.stream().limit(NAMED).map(AgentPresence::name).toList());
        String detail = those.size() > NAMED ? Texts.of("overview.and-more", names, those.size() - NAMED) : names;
        Destination where = those.size() == 1
                ? new Destination.Agent(those.getFirst().agent())
                : new Destination.View(new SavedView("agents", "", filter, List.of(), null, false));
        found.add(new Matter(urgency, icon, Texts.of(key, those.size()), detail, where));
    }
}
