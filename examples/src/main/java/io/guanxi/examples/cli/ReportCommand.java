package io.guanxi.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells how things stand. */
@Command(name = "report", description = "Tell how things stand.", subcommands = ReportOpportunitiesCommand.class)
final class ReportCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw CrmCommand.incomplete(spec, "Say what to report on.");
    }
}
