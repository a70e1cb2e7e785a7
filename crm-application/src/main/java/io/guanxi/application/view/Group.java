package io.guanxi.application.view;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one group.
 *
 * @param keys the values of the attributes grouped by, as stored; null where absent
 * @param figures by the names of the measures: counts are {@link Long}, sums and averages {@link BigDecimal}; null where there
 *     was nothing to measure
 */
public record Group(List<@Nullable Object> keys, Map<String, @Nullable Object> figures) {

    public Group {
        keys = Collections.unmodifiableList(new ArrayList<>(keys));
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    public @Nullable Object key() {
        return keys.get(0);
    }

    public long count(String measure) {
        return (Long) Objects.requireNonNull(figures.get(measure), measure);
    }

    public @Nullable BigDecimal decimal(String measure) {
        Object figure = figures.get(measure);
        return figure instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) figure;
    }
}
