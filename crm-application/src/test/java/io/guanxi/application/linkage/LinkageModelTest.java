package io.guanxi.application.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On records drawn from a model that is known. */
class LinkageModelTest {

    private static final double[] KEPT = {0.95, 0.8, 0.9, 0.7};
    private static final int[] VALUES = {150, 60, 25, 300};
    private static final int THINGS = 900;
    private static final int TWICE = 300;

    /** Words that are not like each other, so that only the same and the different are met. */
    private static List<String> words(int count, Random random) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder word = new StringBuilder();
            for (int k = 0; k < 14; k++) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words.add(word.toString());
        }
        return words;
    }

    private static Records drawn(long seed) {
        Random random = new Random(seed);
        List<List<String>> words = new ArrayList<>();
        for (int count : VALUES) {
            words.add(words(count, random));
        }
        Records records = new Records("id", List.of("a", "b", "c", "d"));
        for (int thing = 0; thing < THINGS; thing++) {
            List<String> values = new ArrayList<>();
            for (List<String> each : words) {
                values.add(each.get(random.nextInt(each.size())));
            }
            records.add("r" + thing, values);
            if (thing < TWICE) {
                for (int c = 0; c < KEPT.length; c++) {
                    if (random.nextDouble() >= KEPT[c]) {
                        values.set(c, words.get(c).get(random.nextInt(VALUES[c])));
                    }
                }
                records.add("again" + thing, values);
            }
        }
        return records;
    }

    @Test
    void theNumbersBehindTheDataAreFoundWithoutAnyAnswer() {
        Links links = Linkage.within(drawn(1)).run();
        for (int c = 0; c < KEPT.length; c++) {
            String column = String.valueOf((char) ('a' + c));
            Weight same = links.weights().stream()
                    .filter(weight ->
                            weight.column().equals(column) && weight.outcome().equals("the same"))
                    .findFirst()
                    .orElseThrow();
            double chance = 1.0 / VALUES[c];
            assertThat(same.m()).as(column).isCloseTo(KEPT[c] + (1 - KEPT[c]) * chance, within(0.08));
            assertThat(same.u()).as(column).isCloseTo(chance, within(0.25 * chance));
        }
    }

    @Test
    void ofPairsWithAProbabilityThatPartIsRight() {
        double expected = 0;
        double unsure = 0;
        int right = 0;
        int rightOfUnsure = 0;
        for (int seed = 1; seed <= 2; seed++) {
            Records records = drawn(seed);
            Links links = Linkage.within(records).run();
            for (int a = 0; a < TWICE; a++) {
                String thing = "r" + a;
                for (int b = 0; b < TWICE; b++) {
                    double p = links.explain(thing, "again" + b).probability();
                    expected += p;
                    right += a == b ? 1 : 0;
                    if (p > 0.1 && p < 0.9) {
                        unsure += p;
                        rightOfUnsure += a == b ? 1 : 0;
                    }
                }
            }
        }
        assertThat(expected).isCloseTo(right, within(0.15 * right));
        // What is unsure is right more often than it is said to be: it errs to caution.
        assertThat((double) rightOfUnsure).isGreaterThan(0.9 * unsure);
    }
}
