package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The custom fields of one thing that have a value, by their names.
 *
 * @param value in the order of names
 */
public record FieldValues(Map<String, FieldValue> value) {

    public static final FieldValues NONE = new FieldValues(Map.of());

    public FieldValues {
        value = ImmutableSortedMap.copyOf(value);
    }

    /** The value of a field, of the class that {@link FieldType#read} says; null if it has none. */
    public @Nullable Object get(String field) {
        FieldValue found = value.get(field);
        return found == null ? null : found.value();
    }

    /** What stands in a slot; null if nothing does. */
    public @Nullable Object at(String slot) {
        for (FieldValue each : value.values()) {
            Object found = each.at(slot);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** As they are after the event. */
    public FieldValues after(FieldsSet event) {
        Map<String, FieldValue> now = new TreeMap<>(value);
        now.putAll(event.values());
        now.putAll(event.personal());
        now.keySet().removeAll(event.cleared());
        return new FieldValues(now);
    }

    /** Those of some fields only. */
    public FieldValues only(Predicate<String> fields) {
        return new FieldValues(Maps.filterKeys(value, fields::test));
    }
}
