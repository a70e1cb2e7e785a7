package io.guanxi.application.linkage;

/** Compares pairs of rows in all columns; each thread has its own. */
final class Comparison {

    /** The level of a column in which one of the two says nothing. */
    static final byte UNKNOWN = -1;

    private final Table table;
    private final Column[] columns;
    private final Agreement found = new Agreement();

    /** By column; see {@link #moved}. */
    final byte[] levels;

    /** By column: the share of things with what the two have in common, 0 if that cannot be told. */
    final double[] frequencies;

    Comparison(Table table) {
        this.table = table;
        this.columns = table.columns().toArray(new Column[0]);
        this.levels = new byte[columns.length];
        this.frequencies = new double[columns.length];
    }

    /** The level above {@link Column#exact}: the value stands in the column that is easily confused with this one. */
    static int moved(Column column) {
        return column.exact() + 1;
    }

    static int levels(Column column) {
        return column.exact() + 2;
    }

    void compare(int i, int j) {
        for (int c = 0; c < columns.length; c++) {
            compare(c, i, j);
        }
    }

    void compare(int c, int i, int j) {
        straight(c, i, j);
        int other = table.partner(c);
        if (other >= 0 && levels[c] < columns[c].near()) {
            byte level = levels[c];
            double frequency = frequencies[c];
            if (isMoved(c, other, i, j)) {
                levels[c] = (byte) moved(columns[c]);
                frequencies[c] = found.frequency;
            } else {
                levels[c] = level;
                frequencies[c] = frequency;
            }
        }
    }

    private void straight(int c, int i, int j) {
        Column column = columns[c];
        int a = column.code(i);
        int b = column.code(j);
        if (a == Column.MISSING || b == Column.MISSING) {
            levels[c] = UNKNOWN;
            frequencies[c] = 0;
        } else {
            column.compare(a, b, found);
            levels[c] = (byte) found.level;
            frequencies[c] = found.frequency;
        }
    }

    /** Whether the two columns are swapped: both, or the one of which anything is known. The column's own value is found last. */
    private boolean isMoved(int c, int other, int i, int j) {
        Column column = columns[c];
        Column partner = columns[other];
        if (agree(partner, partner.code(i), partner.code(j))) {
            return false;
        }
        boolean right = agree(column, partner.code(i), column.code(j));
        boolean left = agree(column, column.code(i), partner.code(j));
        boolean rightUnknown = partner.code(i) == Column.MISSING || column.code(j) == Column.MISSING;
        boolean leftUnknown = column.code(i) == Column.MISSING || partner.code(j) == Column.MISSING;
        if (right && leftUnknown) {
            agree(column, partner.code(i), column.code(j));
            return true;
        }
        return left && (right || rightUnknown);
    }

    private boolean agree(Column column, int a, int b) {
        if (a == Column.MISSING || b == Column.MISSING) {
            return false;
        }
        column.compare(a, b, found);
        return found.level >= column.near();
    }
}
