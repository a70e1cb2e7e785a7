package io.guanxi.examples.cli;

import io.guanxi.examples.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code crm} command line. */
@Command(
        name = "crm",
        description = "Guanxi, a CRM core: sales pipelines into a database and out of it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed, as standard error says", "2:wrong usage"},
        subcommands = {
            DemoCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ShadowCommand.class,
            ReportCommand.class,
            CheckCommand.class,
            RegisterCommand.class,
            FileCommand.class,
            DedupeCommand.class,
            LinkCommand.class,
            ServeCommand.class
        })
public final class CrmCommand implements Runnable {

    private static final String STACKTRACE = "--stacktrace";
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final Terminal process;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "No colours on a terminal; so does the environment variable NO_COLOR.")
    private boolean noColor;

    @Option(
            names = STACKTRACE,
            scope = ScopeType.INHERIT,
            description = "Show where in the program a failure came from.")
    private boolean stacktrace;

    private volatile boolean interrupted;

    private CrmCommand(Terminal process) {
        this.process = process;
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        // Libraries that log by the JDK say hello, and what they can do without.
        Logger.getLogger("").setLevel(Level.SEVERE);
        Terminal terminal = Terminal.ofProcess();
        int code = execute(commandLine(terminal), args);
        terminal.out().flush();
        terminal.err().flush();
        System.exit(code);
    }

    /** An error of the machine, such as a lack of memory, passes by all handlers of exceptions. */
    private static int execute(CommandLine command, String[] args) {
        try {
            return command.execute(args);
        } catch (Error broken) {
            command.getErr().println("crm: " + broken);
            if (List.of(args).contains(STACKTRACE)) {
                broken.printStackTrace(command.getErr());
            }
            return FAILED;
        }
    }

    /** The command line on a terminal of any kind. */
    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new CrmCommand(terminal))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.outIsTerminal() && terminal.color()
                                ? CommandLine.Help.Ansi.ON
                                : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CrmCommand::explainUsage)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
    }

    @Override
    public void run() {
        throw incomplete(spec, "Say which command.");
    }

    /** For a command that is only the beginning of others: which there are is told too. */
    static ParameterException incomplete(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message + commands(spec));
    }

    private static String commands(CommandSpec spec) {
        StringBuilder text = new StringBuilder();
        spec.subcommands()
                .forEach((name, command) -> text.append(String.format(
                        Locale.ROOT,
                        "%n  %s %-15s %s",
                        spec.qualifiedName(),
                        name,
                        command.getHelp().description().lines().findFirst().orElse(""))));
        return text.toString();
    }

    /** Where the command of that specification writes to. */
    static Terminal terminal(CommandSpec spec) {
        CrmCommand root = (CrmCommand) spec.root().userObject();
        return root.noColor ? root.process.withoutColor() : root.process;
    }

    /** The process was told to end while a command was at work: what fails from now on only fails because of that. */
    static void interrupted(CommandSpec spec) {
        ((CrmCommand) spec.root().userObject()).interrupted = true;
        PrintWriter err = spec.commandLine().getErr();
        err.println();
        err.println("crm: Interrupted; what was done so far stays, and the command may be run again");
        err.flush();
    }

    private static int explainUsage(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("crm: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return WRONG_USAGE;
    }

    private static int explain(Exception failure, CommandLine command) {
        CrmCommand root = (CrmCommand) command.getCommandSpec().root().userObject();
        if (root.interrupted) {
            return FAILED;
        }
        command.getErr().println("crm: " + Failure.explained(failure));
        if (root.stacktrace) {
            failure.printStackTrace(command.getErr());
        }
        return FAILED;
    }
}
