package io.guanxi.application.linkage;

import java.util.List;

/** E-mail addresses, register numbers, postcodes: the same or not, but for slips of whoever typed them. */
final class CodeColumn extends Column {

    private static final List<String> OUTCOMES =
            List.of("different", "partly alike", "the same but for two slips", "the same but for a slip", "the same");
    private static final int SLIP = 3;
    private static final int TWO_SLIPS = 2;
    private static final int PARTLY = 1;
    private static final int LONGEST = 64;

    private final List<String> texts;

    CodeColumn(String name, int[] codes, List<String> texts) {
        super(name, codes);
        this.texts = texts;
    }

    @Override
    int bound() {
        return texts.size();
    }

    @Override
    List<String> outcomes() {
        return OUTCOMES;
    }

    @Override
    int near() {
        return TWO_SLIPS;
    }

    @Override
    void compareDifferent(int a, int b, Agreement found) {
        String x = texts.get(a);
        String y = texts.get(b);
        int level = level(x, y, found.distances);
        found.set(level, level < TWO_SLIPS ? 0 : Math.max(frequency(a), frequency(b)));
    }

    private static int level(String x, String y, Distances distances) {
        int longer = Math.max(x.length(), y.length());
        if (longer > LONGEST) {
            return x.regionMatches(0, y, 0, LONGEST / 2) ? PARTLY : 0;
        }
        int most = longer / 3;
        int edits = distances.edits(x, y, Math.max(1, most));
        if (edits == 1) {
            return SLIP;
        }
        if (edits > most) {
            return 0;
        }
        return edits == 2 || edits * 6 <= longer ? TWO_SLIPS : PARTLY;
    }

    @Override
    List<int[]> keys() {
        int[] whole = new int[bound()];
        int[] beginning = new int[bound()];
        int[] end = new int[bound()];
        int[] account = new int[bound()];
        for (int code = 0; code < bound(); code++) {
            String text = texts.get(code);
            int half = (text.length() + 1) / 2;
            int at = text.indexOf('@');
            whole[code] = Hash.of(code, 1);
            beginning[code] = text.length() < 4 ? 0 : Hash.of(text.substring(0, half), 2);
            end[code] = text.length() < 4 ? 0 : Hash.of(text.substring(text.length() - half), 3);
            account[code] = at < 3 ? 0 : Hash.of(text.substring(0, at), 4);
        }
        return List.of(whole, beginning, end, account);
    }
}
