package io.guanxi.examples.cli;

import io.guanxi.application.linkage.Linkage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Finds the records of one table that are also in another. */
@Command(
        name = "link",
        description = {
            "Find the records of one table that are also in another.",
            "",
            "A and B are CSV in any dialect and encoding, XLSX, JSON Lines or vCard, perhaps gzipped; their other"
                    + " columns may be any and have different names, in Latin or Chinese. Nothing is to be set or taught:"
                    + " what each column says is learned from the files. The answer is a CSV file with the columns id_1,"
                    + " of A, id_2, of B, and probability, with one row for each pair judged the same.",
            ""
        })
final class LinkCommand implements Callable<Integer> {

    @Mixin
    private final LinkageOptions options = new LinkageOptions();

    @Parameters(index = "0", paramLabel = "A", description = "The one file.")
    @SuppressWarnings("NullAway.Init")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "The other.")
    @SuppressWarnings("NullAway.Init")
    private Path second;

    @Override
    public Integer call() {
        return options.write(Linkage.between(options.read(first), options.read(second)));
    }
}
