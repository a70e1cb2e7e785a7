package io.guanxi.application.internal.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.guanxi.application.LogHead;
import io.guanxi.application.Meta;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.TenantId;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A whole log as JSON Lines: a line that says what it is, a line for each event with its payload as it is stored, and a line with
 * their number and the SHA-256 of all lines before it.
 */
final class LogFile {

    private static final String FORMAT = "guanxi-log-1";

    private final ObjectMapper mapper;

    LogFile(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    private record Head(String format, Instant exportedAt) {}

    private record Line(
            String tenant,
            UUID aggregate,
            long sequence,
            String feature,
            String name,
            int revision,
            Instant happenedAt,
            Instant recordedAt,
            String actor,
            UUID commandId,
            String command,
            int rules,
            UUID correlation,
            @Nullable String cause,
            String payload) {

        static Line of(StoredEvent event) {
            Meta meta = event.meta();
            return new Line(
                    meta.tenant().value(),
                    event.aggregate(),
                    meta.sequence(),
                    event.feature(),
                    event.name(),
                    event.revision(),
                    meta.happenedAt(),
                    meta.recordedAt(),
                    meta.actor(),
                    meta.commandId(),
                    meta.command(),
                    meta.rules(),
                    meta.correlation(),
                    meta.cause(),
                    event.payload());
        }

        StoredEvent event() {
            Meta meta = new Meta(
                    new TenantId(tenant),
                    sequence,
                    happenedAt,
                    recordedAt,
                    actor,
                    commandId,
                    command,
                    rules,
                    correlation,
                    cause);
            return new StoredEvent(0, feature, aggregate, name, revision, payload, meta);
        }
    }

    /**
     * The last line.
     *
     * @param head of the chain over the log that was written; null if there was none
     */
    record Tail(long events, String sha256, @Nullable String head) {}

    /**
     * Writes what {@code events} hands over; does not close the stream. Returns how many events.
     *
     * @param head is asked for when all of them have been written
     */
    long write(
            OutputStream out, Instant now, Consumer<Consumer<StoredEvent>> events, Supplier<Optional<LogHead>> head) {
        var writer = new Object() {
            private final BufferedWriter lines =
                    new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            private final Hasher hasher = Hashing.sha256().newHasher();
            private long count;

            void hashed(Object value) {
                String line = line(value);
                hasher.putString(line, StandardCharsets.UTF_8).putByte((byte) '\n');
            }

            String line(Object value) {
                try {
                    String line = mapper.writeValueAsString(value);
                    lines.write(line);
                    lines.write('\n');
                    return line;
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }

            void event(StoredEvent event) {
                hashed(Line.of(event));
                count++;
            }
        };
        writer.hashed(new Head(FORMAT, now));
        events.accept(writer::event);
        writer.line(new Tail(
                writer.count,
                writer.hasher.hash().toString(),
                head.get().map(LogHead::toString).orElse(null)));
        try {
            writer.lines.flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return writer.count;
    }

    /** As {@link #read(Path, Consumer)}, some events at once. */
    Tail read(Path file, int atOnce, Consumer<List<StoredEvent>> events) {
        List<StoredEvent> some = new ArrayList<>();
        Tail tail = read(file, each -> {
            some.add(each);
            if (some.size() == atOnce) {
                events.accept(List.copyOf(some));
                some.clear();
            }
        });
        events.accept(some);
        return tail;
    }

    /**
     * Hands over each event.
     *
     * @throws IllegalArgumentException if it is no such file, or not as it was written: what has been handed over is worth nothing
     */
    Tail read(Path file, Consumer<StoredEvent> events) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            Hasher hasher = Hashing.sha256().newHasher();
            String line = reader.readLine();
            if (line == null || !line.contains("\"" + FORMAT + "\"")) {
                throw damaged(file, 1, "is not the first line of an exported log");
            }
            long number = 1;
            for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                hasher.putString(line, StandardCharsets.UTF_8).putByte((byte) '\n');
                if (number > 1) {
                    events.accept(parsed(file, number, line, Line.class).event());
                }
                line = next;
                number++;
            }
            Tail tail = number == 1 ? null : parsed(file, number, line, Tail.class);
            if (tail == null || tail.events() != number - 2) {
                throw damaged(file, number, "is not the last one: the file is cut off");
            }
            if (!hasher.hash().toString().equals(tail.sha256())) {
                throw damaged(file, number, "has another checksum than the lines before it");
            }
            return tail;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private <T> T parsed(Path file, long number, String line, Class<T> type) {
        try {
            return mapper.readValue(line, type);
        } catch (JsonProcessingException | DateTimeException malformed) {
            throw damaged(file, number, "cannot be read");
        }
    }

    private static IllegalArgumentException damaged(Path file, long number, String what) {
        return new IllegalArgumentException(file + ", line " + number + " " + what);
    }
}
