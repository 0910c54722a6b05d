package io.centter.console.screens.connections;

import io.centter.console.desk.Reading;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.screens.connections.Ego.Without;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.route.BestRoute;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.WhatIf;
import io.centter.sdk.rest.RoutesApi;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Who is in the middle, who is around it and by what, which path is looked at, and what is thought away.
public final class ConnectionsViewModel {
    private final Site site;
    private final RoutesApi routes;
    private final ObservableList<AgentRow> agents = FXCollections.observableArrayList();
    private final SimpleObjectProperty<@Nullable AgentRow> center = new SimpleObjectProperty<>();
    private final Reading<Ego> graph;
    private final Reading<Without> forecast;
    private final Reading<BestRoute> path;
    private final ReadOnlyObjectWrapper<Picture> picture = new ReadOnlyObjectWrapper<>(Picture.NONE);
    private final ObservableList<Peer> listed = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable String> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable RouteTransport> isolated = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable WhatIf> absent = new ReadOnlyObjectWrapper<>();
    private final Deque<AgentId> before = new ArrayDeque<>();
    private final Reasons reasons;
    private boolean attached;
    private boolean goingBack;

    public ConnectionsViewModel(Site site) {
        this.site = site;
        routes = RoutesApi.of(site.api());
        reasons = new Reasons(site, routes);
        graph = new Reading<>(site.background());
        forecast = new Reading<>(site.background());
        path = new Reading<>(site.background());
        center.subscribe(this::centred);
        graph.valueProperty().subscribe(_ -> {
            reasons.forget();
            rebuild();
        });
        forecast.valueProperty().subscribe(_ -> rebuild());
        filter.subscribe(_ -> list());
    }

    public ObservableList<AgentRow> agents() {
        return agents;
    }

    public SimpleObjectProperty<@Nullable AgentRow> centerProperty() {
        return center;
    }

    public Reading<BestRoute> path() {
        return path;
    }

    Reading<Ego> graph() {
        return graph;
    }

    Reading<Without> forecast() {
        return forecast;
    }

    ReadOnlyObjectProperty<Picture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// The peers that the filter leaves, in the order they go around.
    ObservableList<Peer> listed() {
        return listed;
    }

    StringProperty filterProperty() {
        return filter;
    }

    /// The key of the spoke that is looked at.
    ReadOnlyObjectProperty<@Nullable String> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable RouteTransport> isolatedProperty() {
        return isolated.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable WhatIf> absentProperty() {
        return absent.getReadOnlyProperty();
    }

    /// Puts an agent in the middle, and looks at the path to another where one is named.
    public void show(AgentId agent, Optional<AgentId> to) {
        site.fleet().row(agent).ifPresent(row -> {
            refreshAgents();
            center.set(row);
            to.ifPresent(peer -> select(peer.value()));
        });
    }

    Subscription attach() {
        attached = true;
        refreshAgents();
        if (center.get() == null && !agents.isEmpty()) {
            center.set(agents.getFirst());
        } else {
            read();
        }
        Subscription fleet = site.fleet().revisionProperty().subscribe(_ -> fleetMoved());
        Subscription news = site.news().listen(Ego::concernedBy, this::reload);
        return Subscription.combine(fleet, news, () -> attached = false);
    }

    /// The next of what is around, clockwise; backwards where negative.
    void step(int by) {
        picture.get().step(selected.get(), by).ifPresent(spoke -> select(spoke.key()));
    }

    void stepTo(boolean last) {
        picture.get().step(null, last ? -1 : 1).ifPresent(spoke -> select(spoke.key()));
    }

    /// Looks at one, and at the path there.
    void select(@Nullable String key) {
        if (Objects.equals(key, selected.get())) {
            return;
        }
        selected.set(key);
        readPath();
    }

    /// Goes into what is looked at: an agent comes into the middle, a group is shown alone.
    void enter() {
        String key = selected.get();
        if (key == null) {
            return;
        }
        switch (picture.get().find(key).orElse(null)) {
            case Spoke.One one -> recentre(one.peer().id());
            case Spoke.Many many -> isolate(many.transport());
            case null -> site.fleet().row(new AgentId(key)).ifPresent(row -> recentre(row.id()));
        }
    }

    void recentre(AgentId agent) {
        site.fleet().row(agent).ifPresent(center::set);
    }

    /// Shows only who is reached by this; all again where it is already so, or null.
    void isolate(@Nullable RouteTransport transport) {
        RouteTransport next = Objects.equals(transport, isolated.get()) ? null : transport;
        isolated.set(next);
        select(null);
        Ego ego = graph.get();
        if (ego != null && (!ego.complete() || ego.edges().size() < ego.peers())) {
            read();
        }
        rebuild();
    }

    /// Thinks a transport away, or back.
    void without(Transport transport) {
        without(new WhatIf(null, transport));
    }

    /// Thinks an agent away, or back.
    void without(AgentId agent) {
        without(new WhatIf(agent, null));
    }

    public void withAll() {
        absent.set(null);
        forecast.clear();
        rebuild();
    }

    /// One step back: what is looked at, what is thought away, what is shown alone, who was in the middle before.
    public boolean back() {
        if (selected.get() != null) {
            select(null);
        } else if (absent.get() != null) {
            withAll();
        } else if (isolated.get() != null) {
            isolate(null);
        } else {
            return centreBefore();
        }
        return true;
    }

    /// Why this is the way to that agent, now or as soon as it is known.
    void reason(AgentId peer, Consumer<String> told) {
        AgentRow from = center.get();
        if (from != null) {
            reasons.tell(from.id(), peer, told);
        }
    }

    private boolean centreBefore() {
        while (!before.isEmpty()) {
            Optional<AgentRow> row = site.fleet().row(before.pop());
            if (row.isPresent()) {
                goingBack = true;
                center.set(row.get());
                goingBack = false;
                return true;
            }
        }
        return false;
    }

    private void without(WhatIf question) {
        if (question.equals(absent.get())) {
            withAll();
            return;
        }
        absent.set(question);
        AgentRow from = center.get();
        if (from != null) {
            ask(from.id(), question);
        }
    }

    private void ask(AgentId from, WhatIf question) {
        NetworkId network = site.id();
        forecast.read(() -> Without.read(routes, network, from, question));
    }

    private void centred(@Nullable AgentRow was, @Nullable AgentRow now) {
        if (was != null && now != null && !goingBack && !was.id().equals(now.id())) {
            before.push(was.id());
        }
        selected.set(null);
        path.clear();
        reasons.forget();
        isolated.set(null);
        if (now == null) {
            graph.clear();
            forecast.clear();
        } else if (attached) {
            read();
        }
    }

    private void read() {
        AgentRow row = center.get();
        if (row == null) {
            return;
        }
        AgentId agent = row.id();
        RouteTransport only = isolated.get();
        Ego shown = graph.get();
        if (shown != null && shown.agent().agent().equals(agent)) {
            graph.renew(() -> Ego.read(routes, agent, only));
        } else {
            graph.read(() -> Ego.read(routes, agent, only));
        }
        WhatIf question = absent.get();
        if (question != null) {
            ask(agent, question);
        }
    }

    private void reload() {
        graph.reload();
        forecast.reload();
        path.reload();
    }

    private void readPath() {
        AgentRow from = center.get();
        String key = selected.get();
        if (from == null || key == null || key.startsWith("many-")) {
            path.clear();
            return;
        }
        AgentId asking = from.id();
        AgentId to = new AgentId(key);
        path.read(() -> routes.best(site.id(), asking, to));
    }

    private void fleetMoved() {
        refreshAgents();
        AgentRow row = center.get();
        if (row == null) {
            if (!agents.isEmpty()) {
                center.set(agents.getFirst());
            }
        } else if (site.fleet().row(row.id()).isEmpty()) {
            center.set(agents.isEmpty() ? null : agents.getFirst());
        } else {
            rebuild();
        }
    }

    /// The path that is looked at is shown as it is; what is thought away shows in the picture only.
    private void rebuild() {
        Ego ego = graph.get();
        Picture next = ego == null
                ? Picture.NONE
                : Picture.of(
                        ego, forecast.get(), isolated.get(), id -> site.fleet().row(id));
        if (!next.equals(picture.get())) {
            picture.set(next);
            list();
        }
    }

    private void list() {
        List<Peer> next = picture.get().named(filter.get());
        if (!listed.equals(next)) {
            listed.setAll(next);
        }
    }

    private void refreshAgents() {
        List<AgentRow> next = site.fleet().rows().stream()
                .sorted(Comparator.comparing(row -> row.get().name().toLowerCase(Locale.ROOT)))
                .toList();
        if (!agents.equals(next)) {
            AgentRow keep = center.get();
            goingBack = true;
            agents.setAll(next);
            center.set(keep);
            goingBack = false;
        }
    }
}
