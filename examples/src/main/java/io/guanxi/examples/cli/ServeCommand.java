package io.guanxi.examples.cli;

import io.guanxi.examples.cli.terminal.Terminal;
import io.guanxi.examples.rest.RestServer;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the database over HTTP. */
@Command(
        name = "serve",
        description = {
            "Serve the database over HTTP, until it is interrupted.",
            "",
            "Meanwhile what falls due is done, such as noting a ticket's missed deadline. Ctrl-C and SIGTERM close the database"
                    + " and end with exit code 0.",
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

    @Option(names = "--json", description = "Say where it listens as a JSON object with uri.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = CrmCommand.terminal(spec);
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port wants a number from 0 to 65535, not " + port);
        }
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletableFuture<Boolean> clean = new CompletableFuture<>();
        try (Database db = database.serve();
                RestServer server = RestServer.start(db.crm(), port)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(interrupted, clean), "crm-stop"));
            tell(terminal, server.uri());
            interrupted.await();
        } catch (RuntimeException | Error failure) {
            clean.complete(false);
            throw failure;
        }
        clean.complete(true);
        return 0;
    }

    private void tell(Terminal terminal, URI uri) {
        if (json) {
            JsonOutput.print(terminal, Map.of("uri", uri));
            return;
        }
        terminal.out().println("Listening at " + uri + " – open it in a browser to see and try what can be asked.");
        terminal.out().println("For example: curl -H 'X-User: ann' '" + uri + "customers?limit=5'");
        if (terminal.outIsTerminal()) {
            terminal.out().println("Ctrl-C ends it.");
        }
        terminal.out().flush();
    }

    /** Ctrl-C or SIGTERM: waits until the server and the database are closed, and then says that all is well, not that it was killed. */
    private static void stop(CountDownLatch interrupted, CompletableFuture<Boolean> clean) {
        interrupted.countDown();
        if (clean.join()) {
            Runtime.getRuntime().halt(0);
        }
    }
}
