package io.guanxi.application.linkage;

import io.guanxi.application.linkage.Explanation.Evidence;
import io.guanxi.domain.kernel.CrmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which records stand for the same thing, and why. */
public final class Links {

    private static final double LEAST_CHOSEN = 0.4;

    private final List<Link> all;
    private final double threshold;
    private final Records first;
    private final @Nullable Records second;
    private final @Nullable Judgement judgement;

    private Links(
            List<Link> all, double threshold, Records first, @Nullable Records second, @Nullable Judgement judgement) {
        this.all = all;
        this.threshold = threshold;
        this.first = first;
        this.second = second;
        this.judgement = judgement;
    }

    private record Judgement(Table table, Model model) {}

    static Links none(Records first, @Nullable Records second) {
        return new Links(List.of(), 1, first, second, null);
    }

    static Links of(
            Table table, Model model, Scoring scored, Records first, @Nullable Records second, @Nullable Double given) {
        int[] order = scored.surestFirst();
        double[] descending = IntStream.of(order)
                .mapToDouble(k -> Model.probability(scored.bits[k]))
                .toArray();
        double threshold = given == null ? best(descending) : given;
        int count = (int) IntStream.range(0, descending.length)
                .takeWhile(k -> descending[k] >= threshold)
                .count();
        long[] pairs =
                IntStream.of(order).limit(count).mapToLong(k -> scored.pairs[k]).toArray();
        List<Link> links = new ArrayList<>();
        Groups.Visitor link = (i, j, probability) -> {
            int a = Math.min(table.origin(i), table.origin(j));
            int b = Math.max(table.origin(i), table.origin(j));
            if (second == null) {
                links.add(new Link(first.id(a), first.id(b), probability));
            } else if (a < first.size() && b >= first.size()) {
                links.add(new Link(first.id(a), second.id(b - first.size()), probability));
            }
        };
        if (second != null && Couples.areSensible(table, model, pairs)) {
            Couples.forEach(table, pairs, descending, link);
        } else {
            Groups groups = new Groups(table, model, true);
            for (int k = 0; k < count; k++) {
                groups.link(pairs[k], descending[k]);
            }
            groups.forEach(link);
        }
        return new Links(List.copyOf(links), threshold, first, second, new Judgement(table, model));
    }

    /** The probability down to which the expected F1 is highest: twice the right ones over those found and those to be found. */
    private static double best(double[] descending) {
        double all = 0;
        for (double p : descending) {
            all += p;
        }
        double right = 0;
        double highest = 0;
        double best = 0.5;
        for (int k = 0; k < descending.length; k++) {
            right += descending[k];
            double f1 = 2 * right / (k + 1 + all);
            if (f1 > highest) {
                highest = f1;
                best = descending[k];
            }
        }
        return Math.max(LEAST_CHOSEN, best);
    }

    /** All of them, the surest first; what follows from others by transitivity is among them. */
    public List<Link> all() {
        return all;
    }

    /** From which probability on, from 0 to 1: the one that was asked for, or the one that the model chose. */
    public double threshold() {
        return threshold;
    }

    /** What was learned, column by column, each from its lowest outcome to its highest; of the columns that say anything. */
    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        if (judgement != null) {
            Model model = judgement.model();
            for (int c = 0; c < model.columns; c++) {
                Column column = judgement.table().columns().get(c);
                for (int level = 0; level < Comparison.levels(column); level++) {
                    weights.add(
                            new Weight(column.name(), outcome(column, level), model.m[c][level], model.u[c][level]));
                }
            }
        }
        return weights;
    }

    /**
     * Why two records are judged as they are, whether they were linked or not.
     *
     * @param id1 of the first file
     * @param id2 of the second file, if two were linked; else of the first too
     * @throws CrmException.NotFound if there is no such record
     */
    public Explanation explain(String id1, String id2) {
        int a = row(first, id1);
        int b = second == null ? row(first, id2) : first.size() + row(second, id2);
        if (judgement == null) {
            return new Explanation(List.of(), Double.NEGATIVE_INFINITY, 0);
        }
        Table table = judgement.table();
        Model model = judgement.model();
        Judge judge = new Judge(table, model);
        int i = table.rowOf(a);
        int j = table.rowOf(b);
        double bits = judge.bits(Math.min(i, j), Math.max(i, j), Double.NEGATIVE_INFINITY);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("", "before any value is seen", model.priorBits()));
        for (int c = 0; c < model.columns; c++) {
            Column column = table.columns().get(c);
            int level = judge.levels()[c];
            String outcome = level == Comparison.UNKNOWN ? "not known" : outcome(column, level);
            evidence.add(new Evidence(column.name(), outcome, judge.working().weights[c]));
        }
        for (int c = 0; c < model.columns; c++) {
            double back = model.swapped(c, judge.levels(), 0);
            String name = table.columns().get(c).name();
            if (back != 0) {
                evidence.add(new Evidence(name, "swapped at once", back));
            }
            int other = judge.working().with[c];
            if (other >= 0) {
                String outcome = "goes with " + table.columns().get(other).name();
                evidence.add(new Evidence(name, outcome, -judge.working().off[c]));
            }
        }
        return new Explanation(evidence, bits, Model.probability(bits));
    }

    private static String outcome(Column column, int level) {
        return level > column.exact()
                ? "in the wrong column"
                : column.outcomes().get(level);
    }

    private static int row(Records records, String id) {
        int row = records.row(id);
        if (row < 0) {
            throw new CrmException.NotFound("record", id);
        }
        return row;
    }
}
