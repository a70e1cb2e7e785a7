package io.guanxi.application.linkage;

import java.util.List;

/** Days of birth and the like, however written, also with a digit wrong or day and month swapped. */
final class DateColumn extends Column {

    private static final List<String> OUTCOMES = List.of(
            "different", "within a year", "two of day, month and year agree", "the same but for a slip", "the same");
    private static final int SLIP = 3;
    private static final int TWO_PARTS = 2;
    private static final int A_YEAR = 1;

    private final List<String> days;

    /** @param days as eight digits, year first, or what else was there */
    DateColumn(String name, int[] codes, List<String> days) {
        super(name, codes);
        this.days = days;
    }

    @Override
    int bound() {
        return days.size();
    }

    @Override
    List<String> outcomes() {
        return OUTCOMES;
    }

    @Override
    int near() {
        return SLIP;
    }

    @Override
    void compareDifferent(int a, int b, Agreement found) {
        String x = days.get(a);
        String y = days.get(b);
        found.set(level(x, y, found.distances), Math.max(frequency(a), frequency(b)));
    }

    private static int level(String x, String y, Distances distances) {
        if (distances.edits(x, y, 1) == 1) {
            return SLIP;
        }
        if (x.length() != 8 || y.length() != 8) {
            return distances.edits(x, y, 2) == 2 ? TWO_PARTS : 0;
        }
        boolean year = x.regionMatches(0, y, 0, 4);
        boolean month = x.regionMatches(4, y, 4, 2);
        boolean day = x.regionMatches(6, y, 6, 2);
        if (year && x.regionMatches(4, y, 6, 2) && x.regionMatches(6, y, 4, 2)) {
            return SLIP;
        }
        if ((year && (month || day)) || (month && day)) {
            return TWO_PARTS;
        }
        return Math.abs(days(x) - days(y)) <= 366 ? A_YEAR : 0;
    }

    private static int days(String day) {
        return 366 * Integer.parseInt(day.substring(0, 4))
                + 31 * Integer.parseInt(day.substring(4, 6))
                + Integer.parseInt(day.substring(6, 8));
    }

    @Override
    List<int[]> keys() {
        int[] whole = new int[bound()];
        int[] yearMonth = new int[bound()];
        int[] monthDay = new int[bound()];
        int[] yearDay = new int[bound()];
        for (int code = 0; code < bound(); code++) {
            String day = days.get(code);
            whole[code] = Hash.of(code, 1);
            if (day.length() == 8) {
                yearMonth[code] = Hash.of(day.substring(0, 6), 2);
                monthDay[code] = Hash.of(day.substring(4), 3);
                yearDay[code] = Hash.of(day.substring(0, 4) + day.substring(6), 4);
            }
        }
        return List.of(whole, yearMonth, monthDay, yearDay);
    }
}
