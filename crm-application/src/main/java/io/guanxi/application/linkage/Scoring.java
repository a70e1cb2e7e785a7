package io.guanxi.application.linkage;

import java.util.Arrays;

/** The pairs that a model does not rule out, with their bits. */
final class Scoring {

    final long[] pairs;
    final float[] bits;

    private Scoring(long[] pairs, float[] bits) {
        this.pairs = pairs;
        this.bits = bits;
    }

    /** @param least pairs with fewer bits are left out */
    static Scoring of(Table table, Model model, LongList candidates, double least) {
        Scoring[] parts = new Scoring[Parts.count(candidates.size())];
        Parts.of(candidates.size()).forEach(part -> {
            Judge judge = new Judge(table, model);
            long[] pairs = new long[part.to() - part.from()];
            float[] bits = new float[pairs.length];
            int kept = 0;
            for (int k = part.from(); k < part.to(); k++) {
                long pair = candidates.get(k);
                double evidence = judge.bits(Blocking.first(pair), Blocking.second(pair), least);
                if (evidence >= least) {
                    pairs[kept] = pair;
                    bits[kept++] = (float) evidence;
                }
            }
            parts[part.number()] = new Scoring(Arrays.copyOf(pairs, kept), Arrays.copyOf(bits, kept));
        });
        int size = Arrays.stream(parts).mapToInt(part -> part.pairs.length).sum();
        Scoring all = new Scoring(new long[size], new float[size]);
        int at = 0;
        for (Scoring part : parts) {
            System.arraycopy(part.pairs, 0, all.pairs, at, part.pairs.length);
            System.arraycopy(part.bits, 0, all.bits, at, part.bits.length);
            at += part.pairs.length;
        }
        return all;
    }

    /** Which pairs, by their place, from the surest on. */
    int[] surestFirst() {
        long[] keys = new long[bits.length];
        for (int k = 0; k < keys.length; k++) {
            int raw = Float.floatToIntBits(-bits[k]);
            int ordered = raw < 0 ? ~raw : raw ^ Integer.MIN_VALUE;
            keys[k] = ((long) ordered ^ Integer.MIN_VALUE) << Integer.SIZE | k;
        }
        Arrays.parallelSort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    LongList list() {
        LongList list = new LongList(pairs.length);
        for (long pair : pairs) {
            list.add(pair);
        }
        return list;
    }
}
