package io.guanxi.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.guanxi.application.duplicate.DuplicateFeature;
import io.guanxi.application.duplicate.DuplicatePolicy;
import io.guanxi.application.internal.engine.EventNames;
import io.guanxi.application.link.LinkFeature;
import io.guanxi.application.shadow.ShadowFeature;
import io.guanxi.application.spi.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How events are stored is a promise for ever: name, revision and JSON of each are pinned in a file. A new event, or a new
 * component of an old one, is written down with {@code -Dguanxi.goldens=write}; any other difference breaks what hosts have stored.
 */
class StoredEventsTest {

    private static final Path GOLDENS = Path.of("src", "test", "resources", "stored-events");
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private static final Json JSON = new Json();
    private static final ObjectMapper MAPPER = JSON.mapper();

    /** Those that are built in, and those of ours that are not. */
    private static final List<Feature> FEATURES = ImmutableList.<Feature>builder()
            .addAll(BuiltIn.features())
            .add(new DuplicateFeature(DuplicatePolicy.STANDARD))
            .add(new LinkFeature())
            .add(new ShadowFeature())
            .build();

    private static final List<EventNames.Entry> EVENTS =
            new EventNames(FEATURES).all().values().asList();

    @BeforeAll
    static void writeIfTold() throws IOException {
        if ("write".equals(System.getProperty("guanxi.goldens"))) {
            Files.createDirectories(GOLDENS);
            for (EventNames.Entry event : EVENTS) {
                Files.writeString(file(event), golden(event));
            }
        }
    }

    @Test
    void everyEventIsWrittenAsItWas() throws IOException {
        for (EventNames.Entry event : EVENTS) {
            assertThat(file(event))
                    .as("golden of %s", event.name())
                    .exists()
                    .content()
                    .isEqualTo(golden(event));
        }
    }

    @Test
    void everyEventOnceWrittenIsReadAsItWas() throws IOException {
        for (EventNames.Entry event : EVENTS) {
            JsonNode golden = MAPPER.readTree(Files.readString(file(event)));
            Object read = JSON.read(event.event(), golden.get("payload").toString());
            assertThat(read).isEqualTo(Samples.of(event.event()));
        }
    }

    @Test
    void noEventOnceWrittenIsForgotten() throws IOException {
        try (Stream<Path> files = Files.list(GOLDENS)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            EVENTS.stream().map(each -> each.name() + ".json").toList());
        }
    }

    private static String golden(EventNames.Entry event) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", event.name());
        content.put("revision", event.revision());
        content.put("payload", Samples.of(event.event()));
        DefaultPrettyPrinter pretty = new DefaultPrettyPrinter();
        pretty.indentObjectsWith(INDENT);
        pretty.indentArraysWith(INDENT);
        return MAPPER.writer(pretty).writeValueAsString(content) + "\n";
    }

    private static Path file(EventNames.Entry event) {
        return GOLDENS.resolve(event.name() + ".json");
    }
}
