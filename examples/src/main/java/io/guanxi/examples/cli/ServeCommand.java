package io.guanxi.examples.cli;

import io.guanxi.examples.cli.terminal.Terminal;
import io.guanxi.examples.rest.RestServer;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the database over HTTP. */
@Command(
        name = "serve",
        description = {
            "Serve the database over HTTP, until it is interrupted.",
            "",
            "For trials on one's own machine: it listens on the loopback address only, and believes whoever says by the header"
                    + " X-User who they are.",
            ""
        })
final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int port = 8080;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = CrmCommand.terminal(spec);
        if (port < 0 || port > 65_535) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "--port wants a number from 0 to 65535, not " + port);
        }
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Database db = database.open();
                RestServer server = RestServer.start(db.crm(), port)) {
            CountDownLatch closed = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(interrupted, closed), "crm-stop"));
            terminal.out().println("Listening at " + server.uri() + " – the API is described there");
            terminal.out().println("For example: curl -H 'X-User: ann' '" + server.uri() + "customers?limit=5'");
            terminal.out().flush();
            interrupted.await();
            closed.countDown();
        }
        return 0;
    }

    /** Ctrl-C: lets the server and the database close before the process ends. */
    private static void stop(CountDownLatch interrupted, CountDownLatch closed) {
        interrupted.countDown();
        try {
            closed.await();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
