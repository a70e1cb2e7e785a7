package io.guanxi.examples.cli;

import io.guanxi.application.imports.Import;
import io.guanxi.application.table.TableFile;
import io.guanxi.domain.kernel.CrmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the tables of another system mean. */
final class TableOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--map",
            paramLabel = "auto|MAP.json",
            defaultValue = "auto",
            description = "What the columns are: recognised, or as the file corrects it.")
    private String map = "auto";

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "import",
            description = "The system that the files come from, such as salesforce. Default: ${DEFAULT-VALUE}.")
    private String source = "import";

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            defaultValue = "USD",
            description = "In which currency amounts are meant that do not say. Default: ${DEFAULT-VALUE}.")
    private String currency = "USD";

    @Option(
            names = "--region",
            paramLabel = "CN",
            defaultValue = "001",
            description = "Where telephone numbers are dialled.")
    private String region = "001";

    @Option(
            names = "--value",
            paramLabel = "THEIRS=OURS",
            description = "What a word means here, such as Engaging=qualification; may be repeated.")
    private Map<String, String> values = new LinkedHashMap<>();

    String source() {
        return source;
    }

    Import prepare(Import anImport) {
        try {
            anImport.source(source).region(region).currency(CurrencyUnit.of(currency));
            values.forEach(anImport::value);
            return map.equals("auto") ? anImport : anImport.mapping(Files.readString(Path.of(map)));
        } catch (IllegalCurrencyException | CrmException.Invalid wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        } catch (IOException unreadable) {
            throw new Failure(map + " cannot be read", unreadable);
        }
    }

    TableFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file);
        }
        return TableFile.open(file);
    }
}
