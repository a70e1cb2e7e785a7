package io.guanxi.examples.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.guanxi.application.check.PhoneReader;
import io.guanxi.application.check.ValueCheck;
import io.guanxi.application.check.ValueCheck.Verdict;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.examples.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges the lines of a file. */
@Command(
        name = "check",
        exitCodeList = {"0:the file was read, whatever is in it", "1:failed, as standard error says", "2:wrong usage"},
        description = {
            "Check values, one in each line of a file.",
            "",
            "Standard output is CSV with the columns value, valid, normalised and reason, and one row for each line,"
                    + " in order: the line as it is, true or false, the proper form of what is valid, and what is wrong"
                    + " with the rest. The file is UTF-8 with lines that end in LF or CRLF.",
            ""
        })
final class CheckCommand implements Callable<Integer> {

    /** What a value can be. */
    enum Kind {
        USCC,
        EMAIL,
        PHONE
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "uscc|email|phone",
            description = "统一社会信用代码, e-mail addresses or telephone numbers.")
    @SuppressWarnings("NullAway.Init")
    private Kind kind;

    @Parameters(index = "1", paramLabel = "FILE", description = "A value in each line.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--region",
            paramLabel = "CN",
            description = "Where telephone numbers without a country are dialled; without it they are refused.")
    private @Nullable String region;

    @Override
    public Integer call() throws IOException {
        ValueCheck check = check();
        Terminal terminal = CrmCommand.terminal(spec);
        try (LinesOfFile lines = LinesOfFile.open(file)) {
            CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(terminal.out());
            csv.writeRecord("value", "valid", "normalised", "reason");
            for (String line = lines.next(); line != null; line = lines.next()) {
                Verdict verdict = check.check(line);
                csv.writeRecord(
                        line,
                        Boolean.toString(verdict.valid()),
                        Objects.requireNonNullElse(verdict.normalised(), ""),
                        Objects.requireNonNullElse(verdict.reason(), ""));
            }
            csv.flush();
        } catch (NoSuchFileException missing) {
            throw new Failure(file + " is missing", null);
        }
        if (terminal.out().checkError()) {
            throw new IOException("Standard output was closed");
        }
        return 0;
    }

    private ValueCheck check() {
        return switch (kind) {
            case USCC -> ValueCheck.uscc();
            case EMAIL -> ValueCheck.email();
            case PHONE -> ValueCheck.phone(phones());
        };
    }

    private PhoneReader phones() {
        try {
            return region == null ? PhoneReader.international() : PhoneReader.in(region);
        } catch (CrmException.Invalid unknown) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--region " + unknown.violations().get(0).message(),
                    unknown);
        }
    }
}
