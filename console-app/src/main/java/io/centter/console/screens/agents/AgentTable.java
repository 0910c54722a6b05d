package io.centter.console.screens.agents;

import io.centter.console.desk.Listing;
import io.centter.console.desk.Marks;
import io.centter.console.desk.Sheet;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.Ticker;
import io.centter.console.screens.agents.AgentCells.AgoCell;
import io.centter.console.screens.agents.AgentCells.IdCell;
import io.centter.console.screens.agents.AgentCells.MarkCell;
import io.centter.console.screens.agents.AgentCells.NameCell;
import io.centter.console.screens.agents.AgentCells.PresenceCell;
import io.centter.console.screens.agents.AgentCells.StatusCell;
import io.centter.console.screens.agents.AgentCells.TextCell;
import io.centter.console.text.Texts;
import io.centter.model.presence.AgentPresence;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The table control: columns with their widths, and which of them give way where there is little room.
final class AgentTable implements Listing {
    private static final double ROW_HEIGHT = 34;
    private static final double SCROLL_BAR = 16;
    private static final double MARK = 34;
    /// Columns that give way where there is little room, one after the other.
    private static final List<AgentColumn> YIELDING = List.of(
            AgentColumn.VERSION,
            AgentColumn.REGION,
            AgentColumn.TRANSPORT,
            AgentColumn.SKILLS,
            AgentColumn.SINCE,
            AgentColumn.ID,
            AgentColumn.WORK,
            AgentColumn.STATUS);

    /// What is not kept of an earlier moment.
    private static final Set<AgentColumn> OF_NOW = EnumSet.of(
            AgentColumn.TRANSPORT,
            AgentColumn.REGION,
            AgentColumn.SKILLS,
            AgentColumn.WORK,
            AgentColumn.VERSION,
            AgentColumn.HEARTBEAT);

    private final TableView<AgentRow> table = new TableView<>();
    private Set<String> hidden = Set.of();
    private boolean past;
    private final AgentsViewModel model;
    private final Ticker ticker;
    private final Consumer<String> copy;

    AgentTable(AgentsViewModel model, Ticker ticker, Consumer<String> copy) {
        this.model = model;
        this.ticker = ticker;
        this.copy = copy;
        table.setId("agents-table");
        table.getStyleClass().add("rows-table");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setAccessibleText(Texts.of("agents.title"));
        table.getColumns().add(marks(model.marks()));
        for (AgentColumn column : AgentColumn.values()) {
            table.getColumns().add(column(column));
        }
        // What there is to say without rows is said by AgentsStates.
        table.setPlaceholder(new Region());
        table.setItems(model.items());
        table.getColumns().stream()
                .filter(column -> column.getUserData() == model.order().column())
                .forEach(column -> table.getSortOrder().add(column));
        table.setSortPolicy(control -> {
            sort(control, model);
            return true;
        });
        table.widthProperty().subscribe(width -> fit(width.doubleValue()));
    }

    TableView<AgentRow> control() {
        return table;
    }

    @Override
    public List<Column> columns() {
        return Arrays.stream(AgentColumn.values())
                .map(column -> new Column(column.key(), title(column)))
                .toList();
    }

    @Override
    public Set<String> hidden() {
        return hidden;
    }

    @Override
    public void hide(Set<String> columns) {
        hidden = Set.copyOf(columns);
        fit(table.getWidth());
    }

    /// Whether an earlier moment is shown, of which less is known.
    void past(boolean earlier) {
        past = earlier;
        fit(table.getWidth());
    }

    @Override
    public Optional<Order> order() {
        return Optional.of(new Order(model.order().column().key(), model.order().descending()));
    }

    @Override
    public void order(@Nullable Order order) {
        table.getSortOrder().clear();
        table.getColumns().stream()
                .filter(column -> order != null
                        && column.getUserData() instanceof AgentColumn which
                        && which.key().equals(order.column()))
                .findFirst()
                .ifPresent(column -> {
                    column.setSortType(order != null && order.descending() ? SortType.DESCENDING : SortType.ASCENDING);
                    table.getSortOrder().add(column);
                });
        table.sort();
    }

    @Override
    public StringProperty filterTextProperty() {
        return model.filterTextProperty();
    }

    @Override
    public Sheet sheet() {
        EnumSet<AgentColumn> shown = wanted();
        return new Sheet(
                shown.stream().map(AgentTable::title).toList(),
                model.items().stream()
                        .map(row -> shown.stream()
                                .map(column -> column.value(row.get()))
                                .toList())
                        .toList());
    }

    private static String title(AgentColumn column) {
        return Texts.of("agents.column." + column.key());
    }

    private static void sort(TableView<AgentRow> control, AgentsViewModel model) {
        List<TableColumn<AgentRow, ?>> order = control.getSortOrder();
        if (order.isEmpty()) {
            model.sort(new AgentsViewModel.Order(AgentColumn.NAME, false));
        } else {
            TableColumn<AgentRow, ?> first = order.getFirst();
            boolean descending = first.getSortType() == SortType.DESCENDING;
            model.sort(new AgentsViewModel.Order((AgentColumn) first.getUserData(), descending));
        }
    }

    private void fit(double width) {
        if (width <= 0) {
            return;
        }
        EnumSet<AgentColumn> shown = wanted();
        double left = width - SCROLL_BAR - MARK - taken(shown);
        for (AgentColumn column : YIELDING) {
            if (left < 0 && shown.remove(column)) {
                left += width(column);
            }
        }
        AgentColumn widest = shown.contains(AgentColumn.SKILLS) ? AgentColumn.SKILLS : AgentColumn.NAME;
        for (TableColumn<AgentRow, ?> column : table.getColumns()) {
            if (column.getUserData() instanceof AgentColumn which) {
                column.setVisible(shown.contains(which));
                column.setPrefWidth(width(which) + (which == widest ? Math.max(0, left) : 0));
            }
        }
    }

    /// What is to be shown where there is room.
    private EnumSet<AgentColumn> wanted() {
        EnumSet<AgentColumn> columns = EnumSet.allOf(AgentColumn.class);
        columns.removeIf(column -> hidden.contains(column.key()) || (past && OF_NOW.contains(column)));
        return columns;
    }

    private static double taken(Set<AgentColumn> columns) {
        return columns.stream().mapToDouble(AgentTable::width).sum();
    }

    private static double width(AgentColumn column) {
        return switch (column) {
            case PRESENCE -> 100;
            case NAME -> 146;
            case ID -> 106;
            case ROLE -> 100;
            case STATUS -> 82;
            case TRANSPORT -> 88;
            case REGION -> 118;
            case SKILLS -> 120;
            case WORK -> 58;
            case VERSION -> 74;
            case HEARTBEAT -> 90;
            case SINCE -> 74;
        };
    }

    private TableColumn<AgentRow, AgentPresence> marks(Marks<AgentRow> marks) {
        TableColumn<AgentRow, AgentPresence> column = new TableColumn<>();
        column.setId("column-mark");
        column.setSortable(false);
        column.setReorderable(false);
        column.setResizable(false);
        column.setMinWidth(MARK);
        column.setPrefWidth(MARK);
        column.setCellValueFactory(row -> row.getValue().nowProperty());
        column.setCellFactory(_ -> new MarkCell(marks));
        marks.countProperty().subscribe(_ -> table.refresh());
        return column;
    }

    private TableColumn<AgentRow, AgentPresence> column(AgentColumn which) {
        TableColumn<AgentRow, AgentPresence> column = new TableColumn<>(title(which));
        column.setId("column-" + which.key());
        column.setUserData(which);
        column.setReorderable(false);
        column.setCellValueFactory(row -> row.getValue().nowProperty());
        column.setCellFactory(_ -> cell(which));
        switch (which) {
            case WORK, HEARTBEAT, SINCE -> column.getStyleClass().add("number-column");
            case PRESENCE, NAME, ID, ROLE, STATUS, TRANSPORT, REGION, SKILLS, VERSION -> {}
        }
        return column;
    }

    private TableCell<AgentRow, AgentPresence> cell(AgentColumn which) {
        return switch (which) {
            case PRESENCE -> new PresenceCell();
            case NAME -> new NameCell();
            case ID -> new IdCell(copy);
            case ROLE -> new TextCell(agent -> Texts.word("role", agent.role()), "cell-text");
            case STATUS -> new StatusCell();
            case TRANSPORT ->
                new TextCell(
                        agent -> agent.transport() == null ? "" : Texts.word("transport", agent.transport()),
                        "cell-text");
            case REGION -> new TextCell(AgentColumn::region, "cell-text");
            case SKILLS -> new TextCell(agent -> String.join(", ", agent.skills()), "cell-muted");
            case WORK ->
                new TextCell(
                        agent -> agent.workInFlight() == 0 ? "–" : Integer.toString(agent.workInFlight()),
                        "cell-number");
            case VERSION -> new TextCell(agent -> agent.version() == null ? "" : agent.version(), "cell-muted");
            case HEARTBEAT -> new AgoCell(AgentPresence::lastHeartbeatAt, ticker);
            case SINCE -> new AgoCell(AgentPresence::since, ticker);
        };
    }
}
