package io.centter.console.screens.networks;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Plan.Conflict;
import io.centter.console.desk.Plan.Side;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.NetworkStats;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.NetworkView;
import io.centter.model.api.UpdateNetwork;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import io.centter.sdk.rest.NetworksApi;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The networks of a person. Only the one that is looked at is heard; what is done to another is read anew.
public final class NetworksViewModel {
    /// What is being done.
    enum Task {
        CREATE,
        RENAME,
        SUSPEND,
        RESUME
    }

    private final Site site;
    private final NetworksApi networks;
    private final Reading<List<NetworkView>> reading;
    private final Reading<NetworkStats> stats;
    private final Rows<NetworkView> rows;
    private final Edit edit;
    private final StringProperty text = new SimpleStringProperty("");
    private Task task = Task.CREATE;
    private @Nullable NetworkView subject;
    private @Nullable NetworkId shown;

    public NetworksViewModel(Site site) {
        this.site = site;
        networks = NetworksApi.of(site.api());
        reading = new Reading<>(site.background());
        stats = new Reading<>(site.background());
        rows = new Rows<>(reading, NetworkView::id, network -> network.name() + " " + network.slug());
        edit = new Edit(site);
        text.subscribe(_ -> propose());
        rows.openedProperty().subscribe(this::follow);
    }

    public Rows<NetworkView> rows() {
        return rows;
    }

    /// Figures of the network that is open.
    public Reading<NetworkStats> stats() {
        return stats;
    }

    public Edit edit() {
        return edit;
    }

    /// The name, or the reason.
    public StringProperty textProperty() {
        return text;
    }

    Task task() {
        return task;
    }

    public boolean isCurrent(NetworkView network) {
        return network.id().equals(site.id());
    }

    public Subscription attach() {
        if (reading.phaseProperty().get() == Reading.Phase.IDLE) {
            reading.read(() -> site.api().allNetworks());
        } else {
            renew();
        }
        return site.news()
                .listen(
                        data -> data instanceof EventData.NetworkChanged
                                || data instanceof EventData.NetworkSuspended
                                || data instanceof EventData.NetworkResumed
                                || data instanceof EventData.NetworkPlanChanged,
                        this::renew);
    }

    public void create() {
        begin(Task.CREATE, null, Texts.of("networks.create-title"), "");
    }

    public void rename(NetworkView network) {
        begin(Task.RENAME, network, Texts.of("networks.rename-title", network.name()), network.name());
    }

    /// Begins to keep its agents out, or to let them in again.
    public void turn(NetworkView network) {
        boolean open = network.status() == NetworkStatus.ACTIVE;
        begin(
                open ? Task.SUSPEND : Task.RESUME,
                network,
                Texts.of(open ? "networks.suspend-title" : "networks.resume-title", network.name()),
                "");
    }

    public void delete(NetworkView network) {
        edit.open(
                Texts.of("networks.delete-title", network.name()),
                Plan.unheard(
                        this::renew,
                        () -> {
                            NetworkStats now = networks.stats(network.id());
                            return Preview.destructive(
                                    network.slug().value(),
                                    new Line(
                                            Kind.LOSE,
                                            Texts.of("networks.delete-preview", network.name()),
                                            Texts.of(
                                                    "networks.delete-detail",
                                                    now.recorded().agents(),
                                                    now.recorded().teams(),
                                                    now.recorded().members())));
                        },
                        () -> {
                            site.api()
                                    .deleteNetwork(
                                            network.id(),
                                            site.api().network(network.id()).version());
                            return Applied.done(Texts.of("networks.deleted"));
                        }));
    }

    private void begin(Task next, @Nullable NetworkView network, String title, String start) {
        edit.close();
        task = next;
        subject = network;
        text.set(start);
        edit.open(title);
        propose();
    }

    private void propose() {
        if (!edit.isOpen() || !edit.hasForm()) {
            return;
        }
        NetworkView network = subject;
        if (text.get().isBlank()) {
            edit.incomplete(
                    Texts.of(task == Task.CREATE || task == Task.RENAME ? "form.name-missing" : "form.reason-missing"));
        } else if (network == null) {
            edit.propose(creation(text.get()));
        } else {
            edit.propose(
                    switch (task) {
                        case CREATE, RENAME -> renaming(network, text.get());
                        case SUSPEND -> suspension(network, text.get());
                        case RESUME -> resumption(network, text.get());
                    });
        }
    }

    private Plan creation(String name) {
        CreateNetwork request = new CreateNetwork(name, null);
        return Plan.unheard(
                this::renew,
                () -> Preview.safe(
                        Line.note(Texts.of("networks.create-preview", request.name(), request.slugOrSuggested()))),
                () -> Applied.done(
                        Texts.of("version", site.api().createNetwork(request).version())));
    }

    private Plan renaming(NetworkView network, String name) {
        return change(
                        network,
                        data -> data instanceof EventData.NetworkChanged,
                        Preview.safe(Line.note(Texts.of("networks.rename-preview", network.name(), name.strip()))),
                        () -> {
                            NetworkView now = site.api()
                                    .updateNetwork(network.id(), network.version(), new UpdateNetwork(name, null));
                            return Applied.done(Texts.of("version", now.version()))
                                    .undoneBy(renaming(now, network.name()));
                        })
                .onConflict(() -> {
                    NetworkView now = site.api().network(network.id());
                    return new Conflict(List.of(new Side(Texts.of("networks.name"), now.name(), name)), () -> {
                        rename(now);
                        text.set(name);
                    });
                });
    }

    private Plan suspension(NetworkView network, String reason) {
        return change(
                network,
                data -> data instanceof EventData.NetworkSuspended,
                Preview.careful(new Line(
                        Kind.LOSE,
                        Texts.of("networks.suspend-preview", network.agents()),
                        Texts.of("networks.suspend-detail"))),
                () -> {
                    networks.suspend(network.id(), reason);
                    return Applied.done(Texts.of("networks.suspended-now"))
                            .undoneBy(resumption(network, Texts.of("permissions.undo-reason")));
                });
    }

    private Plan resumption(NetworkView network, String reason) {
        return change(
                network,
                data -> data instanceof EventData.NetworkResumed,
                Preview.safe(new Line(
                        Kind.GAIN,
                        Texts.of("networks.resume-preview", network.agents()),
                        Texts.of("networks.resume-detail"))),
                () -> {
                    networks.resume(network.id(), reason);
                    return Applied.done(Texts.of("networks.resumed-now"));
                });
    }

    private Plan change(NetworkView network, Predicate<EventData> heard, Preview preview, Callable<Applied> apply) {
        return isCurrent(network)
                ? Plan.heardBy(heard, () -> preview, apply)
                : Plan.unheard(this::renew, () -> preview, apply);
    }

    private void follow(@Nullable NetworkView network) {
        NetworkId id = network == null ? null : network.id();
        if (id == null) {
            shown = null;
            stats.clear();
        } else if (!id.equals(shown)) {
            shown = id;
            stats.read(() -> networks.stats(id));
        }
    }

    private void renew() {
        reading.reload();
        stats.reload();
    }
}
