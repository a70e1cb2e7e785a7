package io.guanxi.application.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What cannot matter does not. */
class LinkageProperties {

    private static Set<Set<String>> found(
            MadeUp file, List<Integer> order, IntFunction<String> id, IntFunction<String> back) {
        Records records = new Records("id", file.columns);
        for (int row : order) {
            records.add(id.apply(row), file.rows.get(row));
        }
        Set<Set<String>> found = new HashSet<>();
        for (Link link : Linkage.within(records).run().all()) {
            found.add(new TreeSet<>(List.of(original(link.id1(), back), original(link.id2(), back))));
        }
        return found;
    }

    private static String original(String id, IntFunction<String> back) {
        return back.apply(Integer.parseInt(id.replaceAll("\\D", "")));
    }

    private static List<Integer> rows(MadeUp file) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < file.rows.size(); row++) {
            rows.add(row);
        }
        return rows;
    }

    @Property(tries = 4)
    void theOrderOfTheRowsDoesNot(@ForAll long seed) {
        MadeUp file = MadeUp.people(120, 0.4, seed);
        List<Integer> shuffled = rows(file);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(found(file, shuffled, row -> "r" + row, row -> "r" + row))
                .isEqualTo(found(file, rows(file), row -> "r" + row, row -> "r" + row));
    }

    @Property(tries = 4)
    void whatTheIdsAreDoesNot(@ForAll long seed) {
        MadeUp file = MadeUp.restaurants(120, 0.3, seed);
        int last = file.rows.size() - 1;
        assertThat(found(file, rows(file), row -> "x" + (last - row), number -> "r" + (last - number)))
                .isEqualTo(found(file, rows(file), row -> "r" + row, number -> "r" + number));
    }
}
