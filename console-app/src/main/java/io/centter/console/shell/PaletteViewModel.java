package io.centter.console.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the palette finds: commands whose title or detail holds what was typed, the closest first.
public final class PaletteViewModel {
    private static final int SHOWN = 60;
    /// So long are ids of agents; shorter words are in many texts.
    private static final int ID = 12;

    private final Supplier<List<Command>> commands;
    private final StringProperty text = new SimpleStringProperty("");
    private final ObservableList<Command> found = FXCollections.observableArrayList();
    private List<Command> all = List.of();

    /// @param commands asked anew each time the palette opens
    public PaletteViewModel(Supplier<List<Command>> commands) {
        this.commands = commands;
        text.subscribe(this::search);
    }

    public StringProperty textProperty() {
        return text;
    }

    public ObservableList<Command> found() {
        return found;
    }

    public void open() {
        all = commands.get();
        text.set("");
        search();
    }

    private record Hit(Command command, int distance) {}

    private void search() {
        String typed = text.get().strip().toLowerCase(Locale.ROOT);
        List<Hit> hits = new ArrayList<>();
        for (Command command : all) {
            int distance = distance(command, typed);
            if (distance >= 0) {
                hits.add(new Hit(command, distance));
            }
        }
        hits.sort(Comparator.comparingInt(Hit::distance));
        found.setAll(hits.stream().limit(SHOWN).map(Hit::command).toList());
    }

    /// Negative where it does not match.
    static int distance(Command command, String typed) {
        if (typed.isEmpty()) {
            return 0;
        }
        String title = command.title().toLowerCase(Locale.ROOT);
        if (title.startsWith(typed) || isNamedIn(typed, command)) {
            return 0;
        }
        if (title.contains(" " + typed)) {
            return 1;
        }
        if (title.contains(typed)) {
            return 2;
        }
        if (command.detail().toLowerCase(Locale.ROOT).contains(typed)) {
            return 3;
        }
        return isSubsequence(typed, title) ? 4 : -1;
    }

    /// Whether what was pasted, a subject or a line of a log, has this one's id in it.
    private static boolean isNamedIn(String typed, Command command) {
        int end = command.detail().indexOf(' ');
        String id = (end < 0 ? command.detail() : command.detail().substring(0, end)).toLowerCase(Locale.ROOT);
        return id.length() >= ID && typed.length() > ID && typed.contains(id);
    }

    private static boolean isSubsequence(String typed, String title) {
        int at = 0;
        for (int i = 0; i < title.length() && at < typed.length(); i++) {
            if (title.charAt(i) == typed.charAt(at)) {
                at++;
            }
        }
        return at == typed.length();
    }
}
