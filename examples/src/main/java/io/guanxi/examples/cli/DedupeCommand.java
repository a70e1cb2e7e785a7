package io.guanxi.examples.cli;

import io.guanxi.application.linkage.Linkage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Finds the duplicates in a CSV file. */
@Command(
        name = "dedupe",
        description = {
            "Find the duplicates in a table.",
            "",
            "FILE is CSV in any dialect and encoding, XLSX, JSON Lines or vCard, perhaps gzipped; its other columns"
                    + " may be any, in Latin or Chinese. Nothing is to be set or taught: what each column says is learned"
                    + " from the file. The answer is a CSV file with the columns id_1, id_2 and probability, with one row"
                    + " for each pair judged the same.",
            ""
        })
final class DedupeCommand implements Callable<Integer> {

    @Mixin
    private final LinkageOptions options = new LinkageOptions();

    @Parameters(paramLabel = "FILE", description = "The file to look through.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() {
        return options.write(Linkage.within(options.read(file)));
    }
}
