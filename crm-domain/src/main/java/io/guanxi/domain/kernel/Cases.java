package io.guanxi.domain.kernel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table from each permitted record of a sealed interface to what is done with it. It stands in for the exhaustive pattern
 * switch that Java 17 does not have: {@link #complete} fails while the class is loaded if a case is missing.
 */
final class Cases<T, F> {

    private final Class<T> root;
    private final Map<Class<? extends T>, F> table = new LinkedHashMap<>();

    Cases(Class<T> root) {
        this.root = root;
    }

    void put(Class<? extends T> type, F function) {
        if (table.put(type, function) != null) {
            throw new IllegalStateException(
                    type.getSimpleName() + " is in the table of " + root.getSimpleName() + " twice");
        }
    }

    ImmutableMap<Class<? extends T>, F> complete() {
        Set<Class<?>> missing = Sets.difference(leaves(root), table.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("The table of " + root.getName() + " lacks " + missing);
        }
        return ImmutableMap.copyOf(table);
    }

    /** The records behind a sealed interface, through any depth of sealing. */
    static Set<Class<?>> leaves(Class<?> type) {
        if (!type.isSealed()) {
            return ImmutableSet.of(type);
        }
        return Stream.of(type.getPermittedSubclasses())
                .flatMap(each -> leaves(each).stream())
                .collect(ImmutableSet.toImmutableSet());
    }
}
