package io.guanxi.application.linkage;

import java.util.Arrays;
import java.util.List;

/**
 * Learns a model's numbers without being told any answer, by expectation and maximisation over all pairs of rows: those that no
 * key brought together count as pairs of two things. So the shares are those among all pairs, and blocking does not bend them.
 */
final class Learning {

    private static final int MOST_ROUNDS = 100;
    private static final int ROUNDS_OF_BELIEF = 6;
    /** Of pairs of the same thing, that part may differ in a column that tells much, and in one that tells little. */
    private static final double MOST_DIFFERENT = 0.3;

    private static final double MOST_DIFFERENT_OF_LITTLE = 0.6;
    private static final double LITTLE = 1.0 / 16;
    private static final int ROUNDS_BETWEEN_ALL = 10;
    private static final double SETTLED = 1e-4;
    /** Bits below which a pair is of two things, and will be in the next rounds. */
    private static final double CLEAR = -12;

    /** How many pairs of the same thing what is expected of them weighs as much as. */
    private static final double FAITH = 8;
    /** Of the pairs that were expected, that part is believed to be there in any case. */
    private static final double HOPE = 0.02;

    /** As many pairs of two things that agree in two columns are believed to be as independence says. */
    private static final double DOUBT = 3;

    private static final int ENOUGH = 5;
    private static final double NOTICEABLE = 0.5;

    private final Table table;
    private final Model model;
    private final Sample candidates;
    private final double rate;
    private final Sample any;
    private final double[][] believed;
    private final double expected;

    /** @param rate which part of the candidates the sample is */
    Learning(Table table, Model model, Sample candidates, double rate, Sample any, double expected) {
        this.table = table;
        this.model = model;
        this.candidates = candidates;
        this.rate = rate;
        this.any = any;
        this.expected = expected;
        this.believed = table.columns().stream().map(Model::expected).toArray(double[][]::new);
    }

    /** Sums over one part of a sample, each pair counted as far as it is believed to be of the same thing, and the rest. */
    private static final class Sums {

        private double same;
        private final double[][] sameAt;
        private final double[][] frequencyAt;
        private final double[][] otherAt;
        private final double[][] otherNear;

        Sums(int columns) {
            sameAt = new double[columns][16];
            frequencyAt = new double[columns][16];
            otherAt = new double[columns][16];
            otherNear = new double[columns][columns];
        }

        Sums add(Sums more) {
            same += more.same;
            add(sameAt, more.sameAt);
            add(frequencyAt, more.frequencyAt);
            add(otherAt, more.otherAt);
            add(otherNear, more.otherNear);
            return this;
        }

        private static void add(double[][] to, double[][] from) {
            for (int i = 0; i < to.length; i++) {
                for (int j = 0; j < to[i].length; j++) {
                    to[i][j] += from[i][j];
                }
            }
        }
    }

    /** @param anew whether the model has learned nothing yet */
    void run(boolean anew) {
        int first = anew ? ROUNDS_OF_BELIEF : 0;
        initialise();
        double[][] before = copy(model.m);
        Counted ofPairs = new Counted(candidates);
        Counted ofChance = new Counted(any);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean all = round <= first || round % ROUNDS_BETWEEN_ALL == 0;
            Sums ofCandidates = ofPairs.sums(all);
            Sums ofAny = ofChance.sums(all);
            maximise(ofCandidates, ofAny, round >= first);
            double change = difference(before, model.m);
            before = copy(model.m);
            if (round > first && change < SETTLED) {
                return;
            }
        }
    }

    private void initialise() {
        int[][] counts = any.counts(table);
        for (int c = 0; c < model.columns; c++) {
            setOther(c, Arrays.stream(counts[c]).asDoubleStream().toArray());
        }
    }

    private void setOther(int c, double[] counts) {
        double all = 0;
        for (double count : counts) {
            all += count;
        }
        for (int level = 0; level < model.u[c].length; level++) {
            model.u[c][level] = (counts[level] + 0.5) / (all + 0.5 * model.u[c].length);
        }
    }

    /** A sample of which most pairs are so clearly of two things that they are looked at again only now and then. */
    private final class Counted {

        private final Sample sample;
        private int[] open = {};
        private Sums clear = new Sums(model.columns);

        Counted(Sample sample) {
            this.sample = sample;
        }

        Sums sums(boolean all) {
            if (all) {
                sort();
            }
            Sums[] parts = new Sums[Parts.count(open.length)];
            Parts.of(open.length).forEach(part -> {
                parts[part.number()] = new Sums(model.columns);
                Model.Working working = new Model.Working(model.columns);
                int[] near = new int[model.columns];
                for (int k = part.from(); k < part.to(); k++) {
                    int offset = open[k] * model.columns;
                    double bits = model.bits(sample.levels, sample.frequencies, offset, working);
                    count(parts[part.number()], sample, offset, Model.probability(bits), near);
                }
            });
            return total(parts);
        }

        private void sort() {
            Sums[] parts = new Sums[Parts.count(sample.size)];
            int[][] opens = new int[parts.length][];
            Parts.of(sample.size).forEach(part -> {
                parts[part.number()] = new Sums(model.columns);
                Model.Working working = new Model.Working(model.columns);
                int[] near = new int[model.columns];
                int[] found = new int[part.to() - part.from()];
                int count = 0;
                for (int k = part.from(); k < part.to(); k++) {
                    int offset = k * model.columns;
                    if (model.bits(sample.levels, sample.frequencies, offset, working) > CLEAR) {
                        found[count++] = k;
                    } else {
                        count(parts[part.number()], sample, offset, 0, near);
                    }
                }
                opens[part.number()] = Arrays.copyOf(found, count);
            });
            clear = new Sums(model.columns);
            clear = total(parts);
            open = Arrays.stream(opens).flatMapToInt(Arrays::stream).toArray();
        }

        private Sums total(Sums[] parts) {
            Sums all = new Sums(model.columns).add(clear);
            for (Sums each : parts) {
                all.add(each);
            }
            return all;
        }
    }

    private void count(Sums sums, Sample sample, int offset, double p, int[] near) {
        sums.same += p;
        int count = 0;
        for (int c = 0; c < model.columns; c++) {
            int level = sample.levels[offset + c];
            if (level == Comparison.UNKNOWN) {
                continue;
            }
            sums.sameAt[c][level] += p;
            sums.frequencyAt[c][level] += p * sample.frequencies[offset + c];
            sums.otherAt[c][level] += 1 - p;
            if (model.speaksFor(c, level)) {
                near[count++] = c;
            }
        }
        for (int a = 0; a < count; a++) {
            for (int b = a + 1; b < count; b++) {
                sums.otherNear[near[a]][near[b]] += 1 - p;
            }
        }
    }

    private void maximise(Sums ofCandidates, Sums ofAny, boolean learned) {
        double same = ofCandidates.same / rate;
        if (learned) {
            model.share = Math.min(0.5, (same + HOPE * expected * table.pairs()) / table.pairs());
        }
        for (int c = 0; c < model.columns; c++) {
            setOther(c, ofAny.otherAt[c]);
            if (learned) {
                setSame(c, ofCandidates);
            }
        }
        repetitions(ofCandidates, ofAny);
    }

    private void setSame(int c, Sums sums) {
        double all = 0;
        for (double each : sums.sameAt[c]) {
            all += each;
        }
        double[] m = model.m[c];
        for (int level = 0; level < m.length; level++) {
            double at = sums.sameAt[c][level];
            m[level] = (at + FAITH * believed[c][level]) / (all + FAITH);
            model.usual[c][level] = at < 1 ? 0 : sums.frequencyAt[c][level] / at;
        }
        double most = model.u[c][model.exact[c]] > LITTLE ? MOST_DIFFERENT_OF_LITTLE : MOST_DIFFERENT;
        double tooDifferent = m[0] - most;
        if (tooDifferent > 0) {
            m[0] = most;
            for (int level = 1; level < m.length; level++) {
                m[level] += tooDifferent * believed[c][level] / (1 - believed[c][0]);
            }
        }
        makeMonotone(m, model.u[c], model.exact[c]);
    }

    /** A higher level never speaks less for the same thing than a lower one: neighbours of which that is not so are one level. */
    private static void makeMonotone(double[] m, double[] u, int exact) {
        int[] from = new int[exact + 1];
        double[] sumM = new double[exact + 1];
        double[] sumU = new double[exact + 1];
        int blocks = 0;
        for (int level = 0; level < exact; level++) {
            from[blocks] = level;
            sumM[blocks] = m[level];
            sumU[blocks] = u[level];
            blocks++;
            while (blocks > 1 && sumM[blocks - 2] * sumU[blocks - 1] >= sumM[blocks - 1] * sumU[blocks - 2]) {
                sumM[blocks - 2] += sumM[blocks - 1];
                sumU[blocks - 2] += sumU[blocks - 1];
                blocks--;
            }
        }
        for (int block = 0; block < blocks; block++) {
            int to = block + 1 < blocks ? from[block + 1] : exact;
            for (int level = from[block]; level < to; level++) {
                m[level] = u[level] * sumM[block] / sumU[block];
            }
        }
    }

    /**
     * Columns that speak for the same thing together more often than by chance where it is none, such as city and postcode, or
     * the address and telephone of a house: one of them is evidence, the other only as far as it adds to it.
     */
    private void repetitions(Sums ofCandidates, Sums ofAny) {
        int columns = model.columns;
        double[] alone = new double[columns];
        for (int c = 0; c < columns; c++) {
            for (int level = 1; level < model.u[c].length; level++) {
                alone[c] += model.speaksFor(c, level) ? model.u[c][level] : 0;
            }
        }
        for (int a = 0; a < columns; a++) {
            for (int b = a + 1; b < columns; b++) {
                double expected = table.pairs() * alone[a] * alone[b];
                double seen = ofCandidates.otherNear[a][b] / rate;
                if (ofAny.otherNear[a][b] >= ENOUGH) {
                    seen = Math.max(seen, ofAny.otherNear[a][b] * table.pairs() / any.size);
                }
                double together = Model.log2((seen + DOUBT) / (expected + DOUBT));
                model.together[a][b] = together > NOTICEABLE ? together : 0;
                model.together[b][a] = model.together[a][b];
            }
        }
    }

    private static double[][] copy(double[][] values) {
        return List.of(values).stream().map(double[]::clone).toArray(double[][]::new);
    }

    private static double difference(double[][] a, double[][] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                most = Math.max(most, Math.abs(a[i][j] - b[i][j]));
            }
        }
        return most;
    }
}
