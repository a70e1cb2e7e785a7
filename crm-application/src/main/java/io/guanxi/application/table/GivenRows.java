package io.guanxi.application.table;

import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows that somebody else reads; the first is 1. */
final class GivenRows implements Rows {

    private final Stream<List<String>> all;
    private final Iterator<List<String>> each;
    private long count;

    GivenRows(Stream<List<String>> all) {
        this.all = all;
        each = all.iterator();
    }

    @Override
    public @Nullable TableRow next() {
        return each.hasNext() ? new TableRow(++count, each.next(), EnumSet.noneOf(Flaw.class)) : null;
    }

    @Override
    public void close() {
        all.close();
    }
}
