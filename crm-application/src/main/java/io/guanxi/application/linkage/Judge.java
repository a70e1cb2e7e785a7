package io.guanxi.application.linkage;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Judges pairs one after the other; each thread has its own. */
final class Judge {

    private final List<Column> columns;
    private final Model model;
    private final Comparison comparison;
    private final Model.Working working;
    private final double[] highest;
    private final int[] order;
    private final double prior;

    Judge(Table table, Model model) {
        this.columns = table.columns();
        this.model = model;
        this.comparison = new Comparison(table);
        this.working = new Model.Working(model.columns);
        this.highest =
                IntStream.range(0, model.columns).mapToDouble(model::highest).toArray();
        this.order = IntStream.range(0, model.columns)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -highest[c]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.prior = model.priorBits();
    }

    /**
     * The evidence for a pair being the same thing, in bits; exact only if it is not below {@code least}. What the columns could
     * say at most comes first, for it is cheap, then what they say, as long as it could still be enough.
     */
    double bits(int i, int j, double least) {
        double hope = prior;
        for (int c = 0; c < model.columns; c++) {
            int code = columns.get(c).code(i);
            hope += code != Column.MISSING && code == columns.get(c).code(j)
                    ? model.weight(c, model.exact[c], columns.get(c).frequency(code))
                    : highest[c];
        }
        for (int c : order) {
            comparison.compare(c, i, j);
            if (comparison.levels[c] != model.exact[c]) {
                hope += model.weight(c, comparison.levels[c], comparison.frequencies[c]) - highest[c];
                if (hope < least) {
                    return hope;
                }
            }
        }
        return model.bits(comparison.levels, comparison.frequencies, 0, working);
    }

    /** The levels of the pair judged last. */
    byte[] levels() {
        return comparison.levels;
    }

    /** What each column says of the pair judged last. */
    Model.Working working() {
        return working;
    }
}
