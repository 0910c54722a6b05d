package io.centter.console.screens.agents;

import io.centter.console.desk.EditView;
import io.centter.console.desk.ListMenu;
import io.centter.console.desk.Listed;
import io.centter.console.desk.Listing;
import io.centter.console.desk.Prompts;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.Screen;
import io.centter.console.fx.Subscriptions;
import io.centter.console.screens.agent.ActFields;
import io.centter.console.screens.agent.AgentActs;
import io.centter.console.screens.agent.AgentDossier;
import io.centter.console.screens.agent.AgentView;
import io.centter.console.screens.agent.AgentViewModel;
import io.centter.console.screens.agent.Facet;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The live table of agents, with one agent's details beside it.
public final class AgentsScreen implements Screen, Listed {
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
    private static final double ROOMY = 680;
    private static final long POINTER_REST_NANOS = 2_000_000_000L;

    private final Site site;
    private final AgentsViewModel model;
    private final AgentViewModel agentModel;
    private final AgentDossier dossier;
    private final AgentActs acts;
    private final AgentTable listing;
    private final TableView<AgentRow> table;
    private final TextField filter = new TextField();
    private final AgentView agentView;
    private final EditView editView;
    private final HBox root = new HBox();
    private final Subscriptions subscriptions = new Subscriptions();
    private @Nullable Node side;
    private long pointerMoved = System.nanoTime() - POINTER_REST_NANOS;

    public AgentsScreen(
            Site site, AgentsViewModel model, AgentViewModel agentModel, AgentDossier dossier, AgentActs acts) {
        this.site = site;
        this.model = model;
        this.agentModel = agentModel;
        this.dossier = dossier;
        this.acts = acts;
        this.listing = new AgentTable(model, site.ticker(), site.hands()::copy);
        site.past().atProperty().subscribe(at -> listing.past(at != null));
        this.table = listing.control();
        this.agentView = new AgentView(site, agentModel, dossier, acts, model::closeDetail);
        this.editView = new EditView(acts.edit(), site).progressOf(acts.bulk());
        acts.edit()
                .titleProperty()
                .subscribe(_ -> editView.form(ActFields.of(acts).toArray(Node[]::new)));
        acts.edit().phaseProperty().subscribe(_ -> arrange());
        build();
    }

    @Override
    public String id() {
        return "agents";
    }

    @Override
    public String title() {
        return Texts.of("agents.title");
    }

    @Override
    public String icon() {
        return "fth-cpu";
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void find() {
        filter.requestFocus();
        filter.selectAll();
    }

    @Override
    public boolean back() {
        if (acts.edit().isOpen()) {
            acts.edit().close();
            table.requestFocus();
            return true;
        }
        if (model.openedProperty().get() != null) {
            model.closeDetail();
            table.requestFocus();
            return true;
        }
        if (model.marks().countProperty().get() > 0) {
            model.marks().clear();
            return true;
        }
        if (!model.filterTextProperty().get().isEmpty()) {
            model.clearFilter();
            table.requestFocus();
            return true;
        }
        return false;
    }

    @Override
    public Optional<Listing> listing() {
        return Optional.of(listing);
    }

    @Override
    public boolean typed(String sign) {
        Optional<Facet> facet = Facet.of(sign);
        boolean open = model.openedProperty().get() != null && !acts.edit().isOpen();
        if (open) {
            facet.ifPresent(dossier.facetProperty()::set);
        }
        return open && facet.isPresent();
    }

    /// Greys what is no longer live.
    public void stale(boolean stale) {
        root.pseudoClassStateChanged(STALE, stale);
    }

    @Override
    public void shown() {
        model.attach();
        agentView.attach();
        filter.textProperty().bindBidirectional(model.filterTextProperty());
        subscriptions.add(site.ticker().nowProperty().subscribe(() -> model.tick(pointerBusy())));
        subscriptions.add(table.getSelectionModel().selectedItemProperty().subscribe(row -> chosen(row)));
        subscriptions.add(model.selectedProperty().subscribe(_ -> restoreSelection()));
        subscriptions.add(model.openedProperty().subscribe(row -> open(row)));
        ListChangeListener<AgentRow> moved = _ -> restoreSelection();
        model.items().addListener(moved);
        subscriptions.add(() -> model.items().removeListener(moved));
    }

    @Override
    public void hidden() {
        filter.textProperty().unbindBidirectional(model.filterTextProperty());
        subscriptions.close();
        agentView.detach();
        model.detach();
    }

    private void build() {
        root.setId("agents-screen");
        root.getStyleClass().add("screen");
        StackPane place = new StackPane(table, new AgentsStates(model).node());
        VBox.setVgrow(place, Priority.ALWAYS);
        VBox main = new VBox(header(), new MarksBar(site, model.marks(), acts, this::shownHere).node(), place);
        HBox.setHgrow(main, Priority.ALWAYS);
        main.setMinWidth(320);
        root.getChildren().add(main);
        table.addEventFilter(MouseEvent.MOUSE_MOVED, _ -> pointerMoved = System.nanoTime());
        table.addEventFilter(MouseEvent.MOUSE_EXITED, _ -> pointerMoved = System.nanoTime() - POINTER_REST_NANOS);
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                model.openSelected();
            }
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::tableKey);
        filter.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                table.requestFocus();
                if (table.getSelectionModel().isEmpty()) {
                    table.getSelectionModel().selectFirst();
                }
                event.consume();
            }
        });
    }

    private HBox header() {
        filter.setId("agents-filter");
        Prompts.fit(filter, Texts.of("agents.filter-prompt"));
        filter.setAccessibleText(Texts.of("agents.filter-prompt"));
        filter.setTooltip(Labels.tip(Texts.of("agents.filter-help", String.join(", ", AgentFilter.keys()))));
        StackPane field = new StackPane(filter, Labels.icon("fth-search", "field-icon"));
        field.getStyleClass().add("filter-field");
        StackPane.setAlignment(field.getChildren().getLast(), Pos.CENTER_LEFT);
        field.getChildren().getLast().setMouseTransparent(true);
        Label hint = Labels.styled("", "filter-hint");
        hint.textProperty()
                .bind(model.filterHintProperty()
                        .map(key -> key.isEmpty() ? "" : Texts.of("agents.filter-unknown", key)));
        hint.managedProperty().bind(hint.textProperty().isNotEmpty());
        // Beside a pane in a narrow window the counters and the filter stay; the palette makes agents all the same.
        BooleanBinding roomy = table.widthProperty().greaterThan(ROOMY);
        Button create = create();
        create.managedProperty().bind(roomy);
        create.visibleProperty().bind(roomy);
        Label title = Labels.styled(Texts.of("agents.title"), "screen-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox header = new HBox(
                title,
                new PresenceCounters(model, roomy).node(),
                Labels.spring(),
                hint,
                create,
                field,
                ListMenu.of(site, id(), () -> listing));
        header.getStyleClass().add("screen-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private Button create() {
        Button create = Labels.button(Texts.of("act.create"), "fth-plus", acts::create);
        create.setId("agents-create");
        create.setMinWidth(Region.USE_PREF_SIZE);
        create.setDisable(!site.mayOperate());
        return create;
    }

    private void tableKey(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> model.openSelected();
            case J -> table.getSelectionModel().selectNext();
            case K -> table.getSelectionModel().selectPrevious();
            case SPACE -> {
                AgentRow selected = model.selectedProperty().get();
                if (selected != null) {
                    model.marks().toggle(selected);
                }
            }
            case A -> {
                if (!event.isShortcutDown()) {
                    return;
                }
                model.marks().toggleAll();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private int shownHere() {
        return model.items().size();
    }

    private boolean pointerBusy() {
        return System.nanoTime() - pointerMoved < POINTER_REST_NANOS;
    }

    private void chosen(@Nullable AgentRow row) {
        if (!model.rearrangingProperty().get()) {
            model.select(row);
        }
    }

    /// The control selects by index; a person selects an agent.
    private void restoreSelection() {
        AgentRow wanted = model.selectedProperty().get();
        AgentRow has = table.getSelectionModel().getSelectedItem();
        if (wanted == null) {
            table.getSelectionModel().clearSelection();
        } else if (wanted != has
                || table.getSelectionModel().getSelectedIndices().size() != 1) {
            int index = model.items().indexOf(wanted);
            if (index >= 0) {
                table.getSelectionModel().clearAndSelect(index);
            }
        }
    }

    private void open(@Nullable AgentRow row) {
        agentModel.show(row);
        arrange();
    }

    /// A change that is being made stands where the agent stood.
    private void arrange() {
        Node wanted =
                acts.edit().isOpen() ? editView.node() : model.openedProperty().get() == null ? null : agentView.node();
        if (!Objects.equals(side, wanted)) {
            root.getChildren().remove(side);
            side = wanted;
            if (wanted != null) {
                root.getChildren().add(wanted);
            }
        }
    }
}
