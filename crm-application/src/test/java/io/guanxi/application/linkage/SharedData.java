package io.guanxi.application.linkage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The public sets of people with known duplicates, where they lie beside the project. */
final class SharedData {

    private static final Path DIRECTORY =
            Path.of(System.getProperty("guanxi.data", "../../shared/data")).resolve("dedupe-febrl");

    private SharedData() {}

    /**
     * How good what is found in a file is.
     *
     * @param truth the column whose values, changed so, tell which rows are of one thing
     * @param unseen columns that are not compared
     * @return null if there is no such file
     */
    static @Nullable Quality within(String file, String truth, UnaryOperator<String> thing, Set<String> unseen) {
        Path path = DIRECTORY.resolve(file);
        if (!Files.exists(path)) {
            return null;
        }
        List<List<String>> rows = rows(path);
        List<String> header = rows.get(0).stream().map(String::strip).toList();
        List<String> columns =
                header.stream().filter(column -> !unseen.contains(column)).toList();
        Records records = new Records("number", columns);
        Map<String, List<Integer>> things = new HashMap<>();
        Set<Long> pairs = new HashSet<>();
        for (int row = 1; row < rows.size(); row++) {
            List<String> values = rows.get(row);
            records.add(
                    "r" + row,
                    columns.stream().map(header::indexOf).map(values::get).toList());
            List<Integer> same =
                    things.computeIfAbsent(thing.apply(values.get(header.indexOf(truth))), any -> new ArrayList<>());
            for (int other : same) {
                pairs.add(Quality.pair(other, row));
            }
            same.add(row);
        }
        return Quality.of(Linkage.within(records).run(), pairs);
    }

    /** These files have no quotes. */
    private static List<List<String>> rows(Path path) {
        try (InputStream bytes = Files.newInputStream(path)) {
            InputStream plain = path.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
            return new String(plain.readAllBytes(), UTF_8)
                    .lines()
                    .map(Splitter.on(',')::splitToList)
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(path + " cannot be read", unreadable);
        }
    }
}
