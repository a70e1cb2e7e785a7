package io.guanxi.examples.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.guanxi.application.linkage.Link;
import io.guanxi.application.linkage.Linkage;
import io.guanxi.application.linkage.Links;
import io.guanxi.application.linkage.Records;
import io.guanxi.examples.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What finding duplicates in a file and between two have in common. */
final class LinkageOptions {

    private static final int DONE = 0;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            required = true,
            description = "The column of ids, which are not compared.")
    private String id = "";

    @Option(names = "--out", paramLabel = "PAIRS.csv", required = true, description = "Where to write the pairs to.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--threshold",
            paramLabel = "T",
            description = "Only pairs of at least that probability, from 0 to 1. Default: the model chooses.")
    private @Nullable Double threshold;

    Records read(Path file) {
        Double least = threshold;
        if (least != null && !(least >= 0 && least <= 1)) {
            throw new ParameterException(spec.commandLine(), "--threshold wants a number from 0 to 1, not " + least);
        }
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file);
        }
        return RecordsFile.read(file, id);
    }

    int write(Linkage linkage) {
        Terminal terminal = CrmCommand.terminal(spec);
        linkage.telling(doing -> {
            terminal.err().println("crm: " + doing);
            terminal.err().flush();
        });
        Links links = (threshold == null ? linkage : linkage.threshold(threshold)).run();
        try (CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8)) {
            csv.writeRecord("id_1", "id_2", "probability");
            for (Link link : links.all()) {
                csv.writeRecord(link.id1(), link.id2(), String.format(Locale.ROOT, "%.6f", link.probability()));
            }
        } catch (IOException failure) {
            throw new Failure(out + " cannot be written", failure);
        }
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%d pairs of probability %.3f or more are in %s%n",
                        links.all().size(),
                        links.threshold(),
                        out);
        return DONE;
    }
}
