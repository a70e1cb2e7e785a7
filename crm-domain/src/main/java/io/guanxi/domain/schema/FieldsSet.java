package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.EventOfAnyFeature;
import io.guanxi.domain.kernel.Personal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Custom fields of a thing have got other values. Each says its type, so that it is read as it was whatever has become of the field.
 *
 * @param aggregateId whose id, without its type
 * @param feature the name of the feature that the aggregate belongs to
 * @param schema the version of the feature's {@link Schema} by which they were judged
 * @param values by the names of the fields, those that changed
 * @param personal the same, of fields that tell of a person
 * @param cleared the fields that have no value any more
 * @param computed whether formulas have come to them, and nobody has set them
 */
public record FieldsSet(
        Subject aggregateId,
        String feature,
        long schema,
        Map<String, FieldValue> values,
        @Personal Map<String, FieldValue> personal,
        Set<String> cleared,
        boolean computed)
        implements EventOfAnyFeature {

    public FieldsSet {
        values = ImmutableSortedMap.copyOf(values);
        personal = ImmutableSortedMap.copyOf(personal);
        cleared = ImmutableSortedSet.copyOf(cleared);
    }

    /** The identity of an aggregate of any feature. */
    public record Subject(UUID value) implements AggregateId {}
}
