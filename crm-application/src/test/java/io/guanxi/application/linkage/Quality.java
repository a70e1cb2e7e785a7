package io.guanxi.application.linkage;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** How good what was found is, by the pairs that are right. */
record Quality(int found, int right, int truth) {

    static long pair(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    /** @param truth pairs of rows, whose ids are r and their number */
    static Quality of(Links links, Set<Long> truth) {
        Set<Long> found = new HashSet<>();
        for (Link link : links.all()) {
            found.add(pair(number(link.id1()), number(link.id2())));
        }
        int all = found.size();
        found.retainAll(truth);
        return new Quality(all, found.size(), truth.size());
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }

    double precision() {
        return found == 0 ? 1 : (double) right / found;
    }

    double recall() {
        return truth == 0 ? 1 : (double) right / truth;
    }

    double f1() {
        return found + truth == 0 ? 1 : 2.0 * right / (found + truth);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "F1 %.4f, precision %.4f, recall %.4f (%d found, %d right, %d to find)",
                f1(),
                precision(),
                recall(),
                found,
                right,
                truth);
    }
}
