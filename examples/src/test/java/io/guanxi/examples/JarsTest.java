package io.guanxi.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The jars as others get them; a test of the phase {@code verify}, when there are jars. */
@Tag("jar")
class JarsTest {

    @Test
    void noTwoJarsAreTheSameModule() throws IOException {
        List<String> names = new ArrayList<>();
        for (String module : List.of("crm-domain", "crm-application", "adapters-jdbc", "adapters-rest", "examples")) {
            try (Stream<Path> files = Files.list(Path.of("..", module, "target"))) {
                files.filter(each -> each.getFileName().toString().matches("\\Q" + module + "\\E-[0-9].*\\.jar"))
                        .flatMap(each -> moduleName(each).stream())
                        .forEach(names::add);
            }
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "io.guanxi.domain",
                        "io.guanxi.domain.tests",
                        "io.guanxi.application",
                        "io.guanxi.application.tests",
                        "io.guanxi.jdbc",
                        "io.guanxi.rest",
                        "io.guanxi.examples");
    }

    private static Optional<String> moduleName(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(each -> each.getMainAttributes().getValue("Automatic-Module-Name"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
