package io.guanxi.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings data in. */
@Command(name = "import", description = "Bring data in.", subcommands = ImportSalesPipelineCommand.class)
final class ImportCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw CrmCommand.incomplete(spec, "Say what to import.");
    }
}
