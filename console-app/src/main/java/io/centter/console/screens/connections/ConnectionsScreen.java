package io.centter.console.screens.connections;

import io.centter.console.desk.DeskScreen;
import io.centter.console.desk.Fields;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.console.theme.Png;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.transform.Transform;

/// One agent in the middle, and how it reaches all others.
public final class ConnectionsScreen extends DeskScreen {
    private static final double SHARP = 2;

    private final ConnectionsViewModel model;
    private final GraphView graph;
    private final ComboBox<AgentRow> center = Fields.combo(
            "connections-center",
            Texts.of("connections.center"),
            row -> row.get().name());

    public ConnectionsScreen(Site site, ConnectionsViewModel model) {
        super(site, "connections", "fth-crosshair");
        this.model = model;
        graph = new GraphView(model);
    }

    @Override
    protected void build() {
        center.setItems(model.agents());
        center.setMinWidth(140);
        center.valueProperty().bindBidirectional(model.centerProperty());
        PeerList list = new PeerList(model, site()::name);
        filterField().textProperty().bindBidirectional(model.filterProperty());
        List<Button> tools = List.of(
                Labels.iconButton("fth-zoom-out", Texts.of("connections.zoom-out"), () -> graph.zoom(1 / 1.2)),
                Labels.iconButton("fth-zoom-in", Texts.of("connections.zoom-in"), () -> graph.zoom(1.2)),
                Labels.iconButton("fth-maximize", Texts.of("connections.fit"), graph::fit),
                Labels.button(Texts.of("connections.png"), "fth-image", this::savePng),
                Labels.button(Texts.of("connections.svg"), "fth-download", this::saveSvg));
        // Without a picture there is nothing to enlarge or to keep.
        model.pictureProperty()
                .subscribe(picture ->
                        tools.forEach(tool -> tool.setDisable(picture.center().isEmpty())));
        header(center, Labels.spring());
        header(tools.toArray(Node[]::new));
        Legend legend = new Legend(model, site()::name);
        HBox row = new HBox(place(legend), beside(list));
        VBox.setVgrow(row, Priority.ALWAYS);
        body(new VBox(legend.question(), row));
        model.pictureProperty().subscribe(graph::show);
        model.selectedProperty().subscribe(graph::select);
        model.path().valueProperty().subscribe(graph::showPath);
        model.pictureProperty().subscribe(_ -> graph.showPath(model.path().get()));
    }

    private Node place(Legend legend) {
        Label alone = Labels.styled(Texts.of("connections.alone"), "muted");
        alone.setMouseTransparent(true);
        alone.setTranslateY(90);
        model.pictureProperty()
                .subscribe(picture -> alone.setVisible(
                        picture.center().isPresent() && picture.peers().isEmpty()));
        StackPane place = new StackPane(
                graph.node(),
                alone,
                legend.node(),
                StateView.of(
                        site(),
                        "connections",
                        model.graph(),
                        new StateView.Empty(
                                "fth-crosshair", Texts.of("connections.empty"), Texts.of("connections.empty-detail"))));
        StackPane.setAlignment(legend.node(), Pos.TOP_LEFT);
        legend.node().visibleProperty().bind(model.graph().phaseProperty().map(phase -> phase == Reading.Phase.READY));
        HBox.setHgrow(place, Priority.ALWAYS);
        place.setMinWidth(240);
        return place;
    }

    private Node beside(PeerList list) {
        Label count = Labels.styled("", "muted", "small", "peer-count");
        model.pictureProperty().subscribe(picture -> count.setText(counted(picture)));
        VBox.setVgrow(list.node(), Priority.ALWAYS);
        VBox beside = new VBox(
                filter(Texts.of("connections.filter"), list.node()),
                count,
                list.node(),
                new PathPane(site(), model).node());
        beside.getStyleClass().add("beside");
        return beside;
    }

    private String counted(Picture picture) {
        Ego ego = model.graph().get();
        if (ego == null) {
            return "";
        }
        int shown = picture.peers().size();
        return shown == ego.peers()
                ? Texts.of("connections.peers", shown)
                : Texts.of("connections.peers-part", shown, ego.peers());
    }

    @Override
    protected String saidInThePast() {
        return Texts.of("past.connections");
    }

    @Override
    protected void attach() {
        whileShown(model.attach());
        graph.node().requestFocus();
    }

    @Override
    protected boolean closeSide() {
        boolean went = model.back();
        if (went) {
            graph.node().requestFocus();
        }
        return went;
    }

    private void savePng() {
        SnapshotParameters sharp = new SnapshotParameters();
        sharp.setTransform(Transform.scale(SHARP, SHARP));
        save("png", file -> Png.write(graph.node().snapshot(sharp, null), file));
    }

    private void saveSvg() {
        save(
                "svg",
                file -> Files.writeString(
                        file, GraphSvg.of(model.pictureProperty().get(), graph.arrangement())));
    }

    private void save(String kind, Write write) {
        String name = model.pictureProperty().get().name().replaceAll("[^A-Za-z0-9_-]+", "-");
        site().hands().saveAs(Texts.of("connections.file", name, kind)).ifPresent(file -> {
            try {
                write.to(file);
                site().hands().say(Texts.of("connections.saved", file));
            } catch (IOException e) {
                site().hands().say(Texts.of("connections.not-saved", String.valueOf(e.getMessage())));
            }
        });
    }

    private interface Write {
        void to(Path file) throws IOException;
    }
}
