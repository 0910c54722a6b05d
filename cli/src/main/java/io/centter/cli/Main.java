package io.centter.cli;

import io.centter.cli.demo.DemoCommand;
import io.centter.cli.fleet.FleetCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The entry point of the command line.
@Command(
        name = "centter",
        mixinStandardHelpOptions = true,
        version = "centter 0.1.0",
        description = "The infrastructure layer for fleets of AI agents.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DemoCommand.class, FleetCommand.class})
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    /// The given arguments are a command and its options; the exit code is 0, 1 for a failure, 2 for a wrong use.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// All commands, not yet given any arguments.
    public static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
