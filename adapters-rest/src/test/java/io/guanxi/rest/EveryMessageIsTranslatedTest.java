package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Messages;
import io.guanxi.domain.kernel.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the sources, because a message that is put together from parts cannot be listed otherwise. */
class EveryMessageIsTranslatedTest {

    private static final Pattern MESSAGE = Pattern.compile("\"(must (?:[^\"\\\\]|\\\\.)+)\"");

    /** How messages that are put together go on. */
    private static final List<String> ENDINGS = List.of(
            "",
            "1",
            "1 characters",
            "1 entries",
            "1 words",
            "1 to 2 entries",
            "1 decimals",
            "1 references",
            "1 or hold longer numbers",
            "1, which 2 is not",
            "1, which 2 is not; there are 3",
            "1 refers to, which 2 is not",
            "1, which has no order");

    @Test
    void intoChinese() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> messages = sources.filter(each -> each.toString().endsWith(".java"))
                    .flatMap(each -> MESSAGE.matcher(read(each)).results().map(found -> found.group(1)))
                    .map(each -> each.replace("\\\"", "\""))
                    .toList();

            assertThat(messages)
                    .hasSizeGreaterThan(30)
                    .allSatisfy(each -> assertThat(ENDINGS)
                            .as(each)
                            .anyMatch(ending -> !translated(each + ending).equals(each + ending)));
        }
    }

    private static String translated(String message) {
        return Messages.describe(new Violation("field", "rule", message), Locale.SIMPLIFIED_CHINESE);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
