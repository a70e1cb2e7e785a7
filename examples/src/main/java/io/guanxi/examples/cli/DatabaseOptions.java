package io.guanxi.examples.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which database. */
final class DatabaseOptions {

    private static final String DEFAULT = "jdbc:h2:file:./crm";
    private static final Duration DUTIES_EVERY = Duration.ofSeconds(30);

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--db",
            paramLabel = "URL",
            defaultValue = DEFAULT,
            description = {
                "JDBC URL of an H2 or PostgreSQL database, with or without parameters; its tables are made if need be.",
                "Default: ${DEFAULT-VALUE}, an H2 file in the working directory.",
                "For example: jdbc:postgresql://localhost/crm?user=ann"
            })
    private String url = DEFAULT;

    @Option(names = "--user", paramLabel = "NAME", description = "Who connects, unless the URL says so.")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "SECRET",
            arity = "0..1",
            interactive = true,
            description = "That user's password; asked for if left empty.")
    private @Nullable String password;

    /** For a command that ends: what falls due waits for a server. */
    Database open() {
        return open(Duration.ZERO).closingWhenInterrupted(() -> CrmCommand.interrupted(spec));
    }

    /** For a server: what falls due is done. */
    Database serve() {
        return open(DUTIES_EVERY);
    }

    private Database open(Duration dutiesEvery) {
        if (!Database.understands(url)) {
            throw new ParameterException(
                    spec.commandLine(), "--db wants a JDBC URL that starts with jdbc:h2: or jdbc:postgresql:");
        }
        return Database.open(url, user, password, dutiesEvery);
    }

    /** The database without what only its owner should read, or only the driver wants to. */
    String place() {
        return url.replaceFirst("[;?].*$", "");
    }

    /** What to add to a command for it to use the same database from the same directory; a password is asked for again. */
    String repeated() {
        StringBuilder options = new StringBuilder();
        String silent = url.replaceAll("(?i)([;?&])password=[^;&]*", "$1")
                .replaceAll("([;?&])[;&]+", "$1")
                .replaceFirst("[;?&]$", "");
        if (!url.equals(DEFAULT)) {
            options.append(" --db ").append(Shell.quoted(silent));
        }
        if (user != null) {
            options.append(" --user ").append(Shell.quoted(user));
        }
        if (password != null || !silent.equals(url)) {
            options.append(" --password");
        }
        return options.toString();
    }
}
