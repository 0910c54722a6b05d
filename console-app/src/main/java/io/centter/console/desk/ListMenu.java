package io.centter.console.desk;

import io.centter.console.session.SavedView;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;

/// What can be done with every list: its columns chosen, the way it is looked at kept under a name, what is shown kept
/// in
/// a file.
public final class ListMenu {
    private final Site site;
    private final String screen;
    private final Supplier<Listing> listing;
    private final MenuButton button = new MenuButton(null, Labels.icon("fth-more-horizontal"));

    private ListMenu(Site site, String screen, Supplier<Listing> listing) {
        this.site = site;
        this.screen = screen;
        this.listing = listing;
        button.setId(screen + "-list");
        button.getStyleClass().addAll("icon-button", "list-menu");
        button.setAccessibleText(Texts.of("list.menu"));
        button.setTooltip(Labels.tip(Texts.of("list.menu")));
        // What there is to choose is looked up when somebody looks.
        button.getItems().add(new MenuItem());
        button.setOnShowing(_ -> fill());
    }

    /// For one screen.
    ///
    /// @param listing the list that is shown, asked when something is done with it
    public static MenuButton of(Site site, String screen, Supplier<Listing> listing) {
        return new ListMenu(site, screen, listing).button;
    }

    /// Shows the list as it was kept.
    public static void apply(SavedView view, Listing listing) {
        listing.filterTextProperty().set(view.filter());
        listing.hide(new HashSet<>(view.hidden()));
        listing.order(view.column() == null ? null : new Listing.Order(view.column(), view.descending()));
    }

    private void fill() {
        button.getItems().clear();
        button.getItems()
                .addAll(
                        export("csv", Texts.of("list.export-csv"), Sheet::csv),
                        export("json", Texts.of("list.export-json"), Sheet::json),
                        new SeparatorMenuItem(),
                        name());
        List<SavedView> kept = site.hands().views().stream()
                .filter(view -> view.screen().equals(screen))
                .toList();
        for (SavedView view : kept) {
            MenuItem item = new MenuItem(view.name(), Labels.icon("fth-bookmark"));
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> apply(view, listing.get()));
            button.getItems().add(item);
        }
        if (!kept.isEmpty()) {
            Menu forget = new Menu(Texts.of("list.forget"), Labels.icon("fth-trash-2"));
            for (SavedView view : kept) {
                MenuItem item = new MenuItem(view.name());
                item.setMnemonicParsing(false);
                item.setOnAction(_ -> site.hands().forgetView(view));
                forget.getItems().add(item);
            }
            button.getItems().add(forget);
        }
        button.getItems().addAll(new SeparatorMenuItem(), columns());
    }

    private MenuItem export(String kind, String words, Function<Sheet, String> text) {
        MenuItem item = new MenuItem(words, Labels.icon("fth-download"));
        item.setId(screen + "-export-" + kind);
        item.setOnAction(_ -> {
            Sheet sheet = listing.get().sheet();
            site.hands()
                    .saveAs(screen + "." + kind)
                    .ifPresent(file -> site.background()
                            .run(
                                    () -> {
                                        Keep.text(file, text.apply(sheet));
                                        return file;
                                    },
                                    kept -> site.hands()
                                            .say(Texts.of(
                                                    "list.exported",
                                                    sheet.rows().size(),
                                                    kept)),
                                    e -> site.hands().say(failed(e, file.toString()))));
        });
        return item;
    }

    private static String failed(Exception e, String file) {
        String why = e instanceof IOException ? e.getClass().getSimpleName() + " " : "";
        return Texts.of("file.failed", file, why + e.getMessage());
    }

    /// A name is all that is wanted: Enter keeps the view.
    private MenuItem name() {
        TextField field = new TextField();
        field.setId(screen + "-view-name");
        field.setPromptText(Texts.of("list.keep"));
        field.setAccessibleText(Texts.of("list.keep"));
        CustomMenuItem item = new CustomMenuItem(field, false);
        field.setOnAction(_ -> {
            if (!field.getText().isBlank()) {
                keep(field.getText());
                button.hide();
            }
        });
        return item;
    }

    private void keep(String name) {
        Listing now = listing.get();
        Listing.Order order = now.order().orElse(null);
        site.hands()
                .keepView(new SavedView(
                        screen,
                        name,
                        now.filterTextProperty().get(),
                        now.hidden().stream().sorted().toList(),
                        order == null ? null : order.column(),
                        order != null && order.descending()));
        site.hands().say(Texts.of("list.kept", name.strip()));
    }

    private Menu columns() {
        Menu menu = new Menu(Texts.of("list.columns"), Labels.icon("fth-columns"));
        Listing now = listing.get();
        for (Listing.Column column : now.columns()) {
            CheckMenuItem item = new CheckMenuItem(column.title());
            item.setMnemonicParsing(false);
            item.setSelected(!now.hidden().contains(column.id()));
            item.setOnAction(_ -> {
                Set<String> hidden = new HashSet<>(now.hidden());
                if (item.isSelected()) {
                    hidden.remove(column.id());
                } else {
                    hidden.add(column.id());
                }
                now.hide(hidden);
            });
            menu.getItems().add(item);
        }
        return menu;
    }
}
