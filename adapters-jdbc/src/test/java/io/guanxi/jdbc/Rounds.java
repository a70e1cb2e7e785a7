package io.guanxi.jdbc;

/**
 * How long tests go on that draw lots or try many cases: briefly in each build, longer with {@code -P soak}, and as long as one
 * likes with {@code -Dguanxi.rounds=100}.
 */
final class Rounds {

    private static final int TIMES = Integer.getInteger("guanxi.rounds", 1);

    private Rounds() {}

    /** So many, times the rounds. */
    static int of(int few) {
        return few * TIMES;
    }

    static boolean many() {
        return TIMES > 1;
    }
}
