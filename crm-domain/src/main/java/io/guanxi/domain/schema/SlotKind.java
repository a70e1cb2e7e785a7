package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The spare columns that each table of views has for custom fields, by what they hold. A field takes its slots when it is defined
 * and keeps them for ever, so that what was stored is found where it was put.
 */
public enum SlotKind {
    TEXT(10, 3),
    NUMBER(8, 2),
    DATE(4, 1),
    INSTANT(4, 1),
    FLAG(4, 0),
    REFERENCE(3, 1);

    private final ImmutableList<String> indexed;
    private final ImmutableList<String> plain;

    SlotKind(int count, int indexed) {
        this.indexed = slots(1, indexed);
        this.plain = slots(indexed + 1, count);
    }

    private ImmutableList<String> slots(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(each -> name().toLowerCase(Locale.ROOT) + each)
                .collect(ImmutableList.toImmutableList());
    }

    /** Those with an index, such as {@code text1}. */
    public List<String> indexed() {
        return indexed;
    }

    /** Those without one. */
    public List<String> plain() {
        return plain;
    }
}
