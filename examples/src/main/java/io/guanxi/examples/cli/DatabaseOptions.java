package io.guanxi.examples.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which database. */
final class DatabaseOptions {

    static final String DEFAULT = "jdbc:h2:file:./crm";

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

    Database open() {
        if (!Database.understands(url)) {
            throw new ParameterException(
                    spec.commandLine(), "--db wants a JDBC URL that starts with jdbc:h2: or jdbc:postgresql:");
        }
        return Database.open(url, user, password);
    }

    String url() {
        return url;
    }
}
