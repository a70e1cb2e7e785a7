package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.util.Map;
import java.util.Set;

/**
 * Sets custom fields of a thing of any feature that has them: {@code SetFields.of(acme).set("region", "north").clear("fax")}.
 *
 * @param aggregateId whose fields; its type says of which feature
 * @param values by the fields' names, each as {@link FieldType#read} takes it; other fields stay as they are
 * @param cleared those that are to have no value any more
 */
public record SetFields(AggregateId aggregateId, Map<String, Object> values, Set<String> cleared) implements Command {

    public SetFields {
        values = ImmutableSortedMap.copyOf(values);
        cleared = ImmutableSortedSet.copyOf(cleared);
        for (String both : Sets.intersection(values.keySet(), cleared)) {
            Check.that(false, both, "contradiction", "must not be set and cleared at once");
        }
    }

    public static SetFields of(AggregateId id) {
        return new SetFields(id, Map.of(), Set.of());
    }

    public SetFields set(String field, Object value) {
        return new SetFields(
                aggregateId,
                ImmutableSortedMap.<String, Object>naturalOrder()
                        .putAll(values)
                        .put(field, value)
                        .build(),
                cleared);
    }

    public SetFields clear(String field) {
        return new SetFields(aggregateId, values, Sets.union(cleared, Set.of(field)));
    }
}
