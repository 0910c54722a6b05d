package io.centter.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the console was started with.
///
/// @param password read from the file that was named, never from the command line
/// @param token of a session begun elsewhere, from `CENTTER_TOKEN`
public record Options(
        Optional<String> server,
        Optional<String> email,
        Optional<Secret> password,
        Optional<Secret> token,
        Optional<String> network,
        Optional<String> theme,
        Picture picture) {
    /// Never printed.
    public record Secret(String value) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /// Which pictures to write instead of showing a window.
    ///
    /// @param acts of the tour through all screens
    public record Picture(Optional<Path> file, Optional<Path> directory, Set<Act> acts, int width, int height) {
        public Picture {
            acts = Set.copyOf(acts);
        }

        boolean isWanted() {
            return file.isPresent() || directory.isPresent();
        }
    }

    /// What the pictures of all screens show.
    public enum Act {
        FULL,
        OPEN,
        PAST,
        DISCONNECTED,
        EMPTY,
        LOADING,
        FAILED,
        FORBIDDEN;

        private static Set<Act> named(String list) {
            Set<Act> acts = EnumSet.noneOf(Act.class);
            for (String name : list.split(",", 0)) {
                try {
                    acts.add(valueOf(name.strip().toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "--acts takes some of full,open,past,disconnected,empty,loading,failed,forbidden, not "
                                    + name + ".",
                            e);
                }
            }
            return acts;
        }
    }

    public static final String USAGE = """
            Usage: centter console [options]
              --server URL           the control plane, such as http://localhost:8080
              --email ADDRESS        who signs in
              --password-file FILE   first line is the password; '-' reads it from standard input
                                     (or CENTTER_TOKEN: the token of a session)
              --network ID           the network to show first
              --theme dark|light|system
              --screenshot FILE      sign in, wait for live agents, write a PNG, end; needs no display
              --size WxH             of the picture; 1280x800
              --screenshots DIR      every screen, dark and light
              --acts LIST            only these of full,open,past,disconnected,empty,loading,failed,forbidden
            """;

    private static final class Draft {
        Optional<String> server = Optional.empty();
        Optional<String> email = Optional.empty();
        Optional<Secret> password = Optional.empty();
        Optional<String> network = Optional.empty();
        Optional<String> theme = Optional.empty();
        Optional<Path> file = Optional.empty();
        Optional<Path> directory = Optional.empty();
        Set<Act> acts = EnumSet.allOf(Act.class);
        int width = 1280;
        int height = 800;
    }

    /// Reads the command line.
    ///
    /// @throws IllegalArgumentException with a sentence for the person
    public static Options parse(List<String> arguments, Map<String, String> environment) {
        Draft draft = new Draft();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String option = left.pop();
            if (left.isEmpty()) {
                throw new IllegalArgumentException(
                        option.startsWith("--") ? option + " wants a value." : "What is " + option + "?");
            }
            take(draft, option, left.pop());
        }
        Optional<Secret> token = Optional.ofNullable(environment.get("CENTTER_TOKEN"))
                .filter(it -> !it.isBlank())
                .map(Secret::new);
        Picture picture = new Picture(draft.file, draft.directory, draft.acts, draft.width, draft.height);
        return new Options(draft.server, draft.email, draft.password, token, draft.network, draft.theme, picture);
    }

    private static void take(Draft draft, String option, String value) {
        switch (option) {
            case "--server" -> draft.server = Optional.of(value);
            case "--email" -> draft.email = Optional.of(value);
            case "--password-file" -> draft.password = Optional.of(new Secret(firstLine(value)));
            case "--network" -> draft.network = Optional.of(value);
            case "--theme" -> draft.theme = Optional.of(value);
            case "--screenshot" -> draft.file = Optional.of(Path.of(value));
            case "--screenshots" -> draft.directory = Optional.of(Path.of(value));
            case "--acts" -> draft.acts = Act.named(value);
            case "--size" -> {
                String[] sides = value.split("x", 2);
                try {
                    draft.width = Math.clamp(Integer.parseInt(sides[0]), 320, 8000);
                    draft.height = Math.clamp(Integer.parseInt(sides[1]), 240, 8000);
                } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                    throw new IllegalArgumentException("--size is like 1280x800, not " + value + ".", e);
                }
            }
            default -> throw new IllegalArgumentException("There is no option " + option + ".");
        }
    }

    private static String firstLine(String file) {
        try {
            String text = file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            return text.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new IllegalArgumentException("The password file " + file + " cannot be read.", e);
        }
    }
}
