package io.guanxi.application.linkage;

import io.guanxi.application.linkage.Table.Raw;
import io.guanxi.domain.kernel.CrmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds which records stand for the same thing. */
public final class Linkage {

    private static final int TO_LEARN_FROM = 300_000;
    private static final double WORTH_KEEPING = -8;
    private static final double SURE = 0.99;

    private final Records first;
    private final @Nullable Records second;
    private Consumer<String> progress = any -> {};
    private @Nullable Double threshold;

    private Linkage(Records first, @Nullable Records second) {
        this.first = first;
        this.second = second;
    }

    /** To find the duplicates among the records. */
    public static Linkage within(Records records) {
        return new Linkage(records, null);
    }

    /** To find the records of the one that are also in the other, whatever their columns are called. */
    public static Linkage between(Records first, Records second) {
        return new Linkage(first, second);
    }

    /** Says what it is doing. */
    public Linkage telling(Consumer<String> listener) {
        this.progress = listener;
        return this;
    }

    /**
     * Only pairs of at least that probability; without it, the model chooses what promises the highest F1.
     *
     * @throws CrmException.Invalid unless it is from 0 to 1
     */
    public Linkage threshold(double least) {
        if (!(least >= 0 && least <= 1)) {
            throw new CrmException.Invalid("threshold", "range", "must be from 0 to 1");
        }
        this.threshold = least;
        return this;
    }

    /** Finds them. */
    public Links run() {
        Records other = second;
        int rows = first.size() + (other == null ? 0 : other.size());
        Table table = Table.of(other == null ? raws(first) : ColumnMatching.raws(first, other), rows, first.size());
        if (table.columns().isEmpty() || table.pairs() < 1) {
            return Links.none(first, other);
        }
        progress.accept("comparing " + table.columns().size() + " columns of " + rows + " records");
        count(table, different(table));
        LongList candidates = Blocking.pairs(table);
        progress.accept(candidates.size() + " pairs to look at");
        long[] some = Sample.some(candidates, TO_LEARN_FROM);
        double rate = Math.max(1, some.length) / (double) Math.max(1, candidates.size());
        long[] any = Sample.any(table, TO_LEARN_FROM);
        double expected = expectedShare(table);
        Model model = new Model(table, expected);
        Sample byChance = Sample.of(table, any);
        new Learning(table, model, Sample.of(table, some), rate, byChance, expected).run(true);
        Scoring scored = Scoring.of(table, model, candidates, WORTH_KEEPING);
        progress.accept(scored.pairs.length + " pairs not ruled out");

        Groups groups = new Groups(table, model, false);
        for (int k : scored.surestFirst()) {
            if (Model.probability(scored.bits[k]) < SURE) {
                break;
            }
            groups.link(scored.pairs[k], SURE);
        }
        Things things = groups.things();
        count(table, things);
        Sample others = byChance.where(k -> things.of(Blocking.first(any[k])) != things.of(Blocking.second(any[k])));
        new Learning(table, model, Sample.of(table, some), rate, others, expected).run(false);
        Scoring judged = Scoring.of(table, model, scored.list(), WORTH_KEEPING);
        return Links.of(table, model, judged, first, other, threshold);
    }

    private static List<Raw> raws(Records records) {
        List<Raw> raws = new ArrayList<>();
        for (int i = 0; i < records.columns().size(); i++) {
            int column = i;
            int[] codes = new int[records.size()];
            Arrays.setAll(codes, row -> records.code(column, row));
            raws.add(new Raw(records.columns().get(i), codes, records.values(i).texts()));
        }
        return raws;
    }

    /** Before anything is known, only rows that are the same throughout are taken for one thing. */
    private static Things different(Table table) {
        Things things = new Things(table.rows());
        for (int row = 1; row < table.rows(); row++) {
            if (table.isLikeThatBefore(row)) {
                things.join(row - 1, row);
            }
        }
        return things;
    }

    private static void count(Table table, Things things) {
        int[] numbers = things.numbers();
        BitSet copies = new BitSet(table.rows());
        IntStream.range(1, table.rows()).filter(table::isLikeThatBefore).forEach(copies::set);
        table.columns().parallelStream().forEach(column -> column.count(numbers, numbers.length, copies));
    }

    /** One in five has a duplicate; one in two of the smaller file is in the other. */
    private static double expectedShare(Table table) {
        double smaller = Math.min(table.split(), table.rows() - table.split());
        double same = table.isLink() ? 0.5 * smaller : 0.2 * table.rows();
        return Math.min(0.2, same / table.pairs());
    }
}
