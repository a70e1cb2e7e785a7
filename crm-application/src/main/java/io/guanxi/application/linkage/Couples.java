package io.guanxi.application.linkage;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Links between two files of which neither has duplicates of its own: each row has at most one on the other side. */
final class Couples {

    private Couples() {}

    /** Whether rows of one file that go with the same row of the other are, for the most part, not of one thing themselves. */
    static boolean areSensible(Table table, Model model, long[] pairs) {
        Judge judge = new Judge(table, model);
        Map<Integer, Integer> surest = new HashMap<>();
        int same = 0;
        int rivals = 0;
        for (long pair : pairs) {
            int i = Blocking.first(pair);
            int j = Blocking.second(pair);
            Integer ofFirst = surest.putIfAbsent(i, j);
            Integer ofSecond = surest.putIfAbsent(j, i);
            if (ofFirst != null) {
                rivals++;
                same += isSame(judge, ofFirst, j) ? 1 : 0;
            }
            if (ofSecond != null) {
                rivals++;
                same += isSame(judge, ofSecond, i) ? 1 : 0;
            }
        }
        return 2 * same <= rivals;
    }

    private static boolean isSame(Judge judge, int a, int b) {
        return judge.bits(Math.min(a, b), Math.max(a, b), -1) >= 0;
    }

    /** @param pairs the surest first */
    static void forEach(Table table, long[] pairs, double[] probabilities, Groups.Visitor visitor) {
        BitSet taken = new BitSet(table.rows());
        for (int k = 0; k < pairs.length; k++) {
            int i = Blocking.first(pairs[k]);
            int j = Blocking.second(pairs[k]);
            if (!taken.get(i) && !taken.get(j)) {
                taken.set(i);
                taken.set(j);
                visitor.visit(i, j, probabilities[k]);
            }
        }
    }
}
