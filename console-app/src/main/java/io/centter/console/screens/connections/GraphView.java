package io.centter.console.screens.connections;

import io.centter.console.screens.connections.RadialLayout.Arrangement;
import io.centter.console.screens.connections.RadialLayout.Spot;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.identity.AgentId;
import io.centter.model.route.BestRoute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/// The graph as nodes that stay and move: what did not change is not drawn again.
final class GraphView {
    private static final PseudoClass TINY = PseudoClass.getPseudoClass("tiny");
    private static final PseudoClass CROWDED = PseudoClass.getPseudoClass("crowded");
    private static final int CROWD = 60;
    private static final double LEAST_LEGIBLE = 0.8;
    private static final double MOST_FITTED = 1.25;
    private static final Spot MIDDLE = new Spot(0, 0, 0);

    private final ConnectionsViewModel model;
    private final Pane viewport = new Pane();
    private final Group rings = new Group();
    private final Group edges = new Group();
    private final Group path = new Group();
    private final Group dots = new Group();
    private final Group labels = new Group();
    private final Group world = new Group(rings, edges, path, dots, labels);
    private final StackPane center = new StackPane();
    private final Text centerName = new Text();
    private final Map<String, SpokeNode> nodes = new HashMap<>();
    private final Map<String, Spot> places = new HashMap<>();
    private Arrangement arrangement = RadialLayout.arrange(List.of());
    private Picture shown = Picture.NONE;
    private final Scale zoomed = new Scale();
    private double scale = 1;
    private boolean moved;
    private Point2D grabbed = Point2D.ZERO;

    GraphView(ConnectionsViewModel model) {
        this.model = model;
        viewport.setId("connections-graph");
        viewport.getStyleClass().add("graph");
        viewport.setFocusTraversable(true);
        viewport.setAccessibleText(Texts.of("connections.graph"));
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(viewport.widthProperty());
        clip.heightProperty().bind(viewport.heightProperty());
        viewport.setClip(clip);
        for (Group layer : List.of(rings, edges, path, labels)) {
            layer.setMouseTransparent(true);
        }
        world.setManaged(false);
        world.getTransforms().add(zoomed);
        viewport.getChildren().add(world);
        center.getStyleClass().add("ego");
        center.setManaged(false);
        center.resizeRelocate(-22, -22, 44, 44);
        center.getChildren().add(Labels.icon("fth-cpu"));
        center.setMouseTransparent(true);
        centerName.getStyleClass().addAll("spoke-label", "ego-label");
        viewport.widthProperty().subscribe(_ -> settle());
        viewport.heightProperty().subscribe(_ -> settle());
        viewport.setOnKeyPressed(this::key);
        drag();
    }

    Region node() {
        return viewport;
    }

    Arrangement arrangement() {
        return arrangement;
    }

    /// Moves what is there to where it belongs now, and adds and takes away the rest.
    void show(Picture picture) {
        boolean other = !picture.center().equals(shown.center());
        shown = picture;
        arrangement = RadialLayout.arrange(picture.spokes());
        places.clear();
        List<Spoke> spokes = picture.spokes();
        for (int i = 0; i < spokes.size(); i++) {
            places.put(spokes.get(i).key(), arrangement.spots().get(i));
        }
        viewport.pseudoClassStateChanged(CROWDED, spokes.size() > CROWD);
        picture.center().ifPresent(id -> places.put(id.value(), MIDDLE));
        retire(Set.copyOf(places.keySet()));
        for (int i = 0; i < spokes.size(); i++) {
            Spoke spoke = spokes.get(i);
            nodes.computeIfAbsent(spoke.key(), _ -> made(spoke))
                    .show(spoke, arrangement.spots().get(i), from(spoke), arrangement.style());
        }
        showCenter(picture);
        showRings();
        if (other) {
            moved = false;
        }
        settle();
        select(model.selectedProperty().get());
    }

    void select(@Nullable String key) {
        nodes.forEach((each, node) -> node.select(each.equals(key)));
        Spot spot = key == null ? null : places.get(key);
        if (spot != null) {
            uncover(spot);
        }
    }

    /// Hop by hop, over everything that is in the way.
    void showPath(@Nullable BestRoute best) {
        path.getChildren().clear();
        if (best == null) {
            return;
        }
        List<AgentId> stops = Paths.stops(best);
        boolean blocked = best.route().hops().isEmpty();
        Spot from = MIDDLE;
        for (int hop = 1; hop < stops.size(); hop++) {
            Spot to = places.get(stops.get(hop).value());
            if (to == null) {
                return;
            }
            Line line = new Line(from.x(), from.y(), to.x(), to.y());
            line.getStyleClass().addAll("path", blocked ? "path-blocked" : "path-open");
            path.getChildren().add(line);
            if (stops.size() > 2) {
                path.getChildren().addAll(number(hop, (from.x() + to.x()) / 2, (from.y() + to.y()) / 2));
            }
            from = to;
        }
    }

    /// All of it, as large as it can be.
    void fit() {
        moved = false;
        scale = Math.min(MOST_FITTED, fitting());
        center();
    }

    void zoom(double factor) {
        moved = true;
        scale = Math.clamp(scale * factor, 0.25, 2.5);
        apply();
    }

    private void settle() {
        if (!moved) {
            // Rather a part that can be read than the whole that cannot.
            scale = Math.clamp(fitting(), LEAST_LEGIBLE, MOST_FITTED);
            center();
        }
    }

    private double fitting() {
        double room = Math.min(viewport.getWidth(), viewport.getHeight());
        return room <= 0 ? 1 : room / (2 * arrangement.extent() + 24);
    }

    private void center() {
        world.setTranslateX(Math.rint(viewport.getWidth() / 2));
        world.setTranslateY(Math.rint(viewport.getHeight() / 2));
        apply();
    }

    private void apply() {
        zoomed.setX(scale);
        zoomed.setY(scale);
        viewport.pseudoClassStateChanged(TINY, scale < LEAST_LEGIBLE - 0.01);
    }

    private void uncover(Spot spot) {
        double x = world.getTranslateX() + spot.x() * scale;
        double y = world.getTranslateY() + spot.y() * scale;
        double margin = 60;
        if (viewport.getWidth() > 4 * margin && viewport.getHeight() > 4 * margin) {
            double right = Math.clamp(x, margin, viewport.getWidth() - margin) - x;
            double down = Math.clamp(y, margin, viewport.getHeight() - margin) - y;
            if (right != 0 || down != 0) {
                moved = true;
                world.setTranslateX(world.getTranslateX() + right);
                world.setTranslateY(world.getTranslateY() + down);
            }
        }
    }

    private void retire(Set<String> keys) {
        nodes.entrySet().removeIf(entry -> {
            boolean gone = !keys.contains(entry.getKey())
                    || shown.center()
                            .map(AgentId::value)
                            .filter(entry.getKey()::equals)
                            .isPresent();
            if (gone) {
                edges.getChildren().remove(entry.getValue().edge());
                dots.getChildren().remove(entry.getValue().dot());
                labels.getChildren().remove(entry.getValue().label());
            }
            return gone;
        });
    }

    private SpokeNode made(Spoke spoke) {
        SpokeNode node = new SpokeNode(spoke);
        edges.getChildren().add(node.edge());
        dots.getChildren().add(node.dot());
        labels.getChildren().add(node.label());
        Tooltip tip = Labels.tip("");
        Tooltip.install(node.dot(), tip);
        node.dot().setOnMouseEntered(_ -> explain(node, tip));
        node.dot().setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
                viewport.requestFocus();
                model.select(node.spoke().key());
                model.enter();
            }
        });
        return node;
    }

    private void explain(SpokeNode node, Tooltip tip) {
        tip.setText(node.dot().getAccessibleText());
        if (node.spoke() instanceof Spoke.One one) {
            String first = node.dot().getAccessibleText();
            model.reason(one.peer().id(), reason -> tip.setText(first + "\n" + reason));
        }
    }

    /// A relayed path comes from the last that relays it, where that one stands in the graph, and where it is not so
    /// full
    /// that such lines would cross everything.
    private Spot from(Spoke spoke) {
        return arrangement.style() == RadialLayout.Style.BELOW
                        && spoke instanceof Spoke.One one
                        && !one.peer().out().via().isEmpty()
                ? Objects.requireNonNullElse(
                        places.get(one.peer().out().via().getLast().value()), MIDDLE)
                : MIDDLE;
    }

    private void showCenter(Picture picture) {
        centerName.setText(picture.name());
        centerName.setX(-centerName.getLayoutBounds().getWidth() / 2);
        centerName.setY(40);
        boolean there = picture.center().isPresent();
        if (there && !dots.getChildren().contains(center)) {
            dots.getChildren().add(center);
            labels.getChildren().add(centerName);
        } else if (!there) {
            dots.getChildren().remove(center);
            labels.getChildren().remove(centerName);
        }
    }

    private void showRings() {
        List<Circle> circles = new ArrayList<>();
        for (RadialLayout.Sector sector : arrangement.sectors()) {
            Circle circle = new Circle(sector.radius());
            circle.getStyleClass().add("ring");
            circles.add(circle);
        }
        rings.getChildren().setAll(circles);
    }

    private static List<Node> number(int hop, double x, double y) {
        Circle disc = new Circle(x, y, 9);
        disc.getStyleClass().add("hop");
        Text text = new Text(Texts.of("number", hop));
        text.getStyleClass().add("hop-number");
        text.setX(x - text.getLayoutBounds().getWidth() / 2);
        text.setY(y + 4);
        return List.of(disc, text);
    }

    private void drag() {
        viewport.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            viewport.requestFocus();
            grabbed = new Point2D(event.getX() - world.getTranslateX(), event.getY() - world.getTranslateY());
        });
        viewport.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            moved = true;
            world.setTranslateX(event.getX() - grabbed.getX());
            world.setTranslateY(event.getY() - grabbed.getY());
        });
        viewport.setOnScroll(event -> {
            if (event.getDeltaY() != 0) {
                zoom(event.getDeltaY() > 0 ? 1.12 : 1 / 1.12);
                event.consume();
            }
        });
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case RIGHT, DOWN -> model.step(1);
            case LEFT, UP -> model.step(-1);
            case HOME -> model.stepTo(false);
            case END -> model.stepTo(true);
            case ENTER -> model.enter();
            case PLUS, ADD, EQUALS -> zoom(1.2);
            case MINUS, SUBTRACT -> zoom(1 / 1.2);
            case DIGIT0, NUMPAD0 -> fit();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
