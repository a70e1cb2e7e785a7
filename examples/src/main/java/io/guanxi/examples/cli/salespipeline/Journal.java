package io.guanxi.examples.cli.salespipeline;

import io.guanxi.examples.cli.salespipeline.FileCount.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps book of what becomes of the rows. */
final class Journal {

    private final Map<String, FileCount> counts = new LinkedHashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final Map<Key, Reading> readings = new LinkedHashMap<>();

    void begin(String file) {
        counts.put(file, FileCount.none(file));
    }

    void count(String file, Fate fate) {
        counts.computeIfPresent(file, (name, count) -> count.plus(fate));
    }

    void reject(String file, long line, @Nullable String column, String reason) {
        count(file, Fate.REJECTED);
        rejections.add(new Rejection(file, line, column, reason));
    }

    void read(Row row, String column, String value, String readAs) {
        Reading first = new Reading(row.file(), column, value, readAs, 1, row.line());
        readings.merge(
                new Key(row.file(), column, value),
                first,
                (known, again) ->
                        new Reading(known.file(), column, value, known.readAs(), known.rows() + 1, known.line()));
    }

    List<FileCount> counts() {
        return List.copyOf(counts.values());
    }

    List<Rejection> rejections() {
        return rejections;
    }

    List<Reading> readings() {
        return List.copyOf(readings.values());
    }

    private record Key(String file, String column, String value) {}
}
