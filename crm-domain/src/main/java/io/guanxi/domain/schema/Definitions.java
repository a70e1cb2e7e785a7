package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a schema at one version, and what they say of values.
 *
 * @param value in the order in which they were defined
 */
public record Definitions(List<FieldDefinition> value) {

    public static final Definitions NONE = new Definitions(List.of());

    public Definitions {
        value = ImmutableList.copyOf(value);
    }

    /** The field of that name, deprecated ones included. */
    public Optional<FieldDefinition> find(String name) {
        return value.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The same with a field more, or another in its place. */
    Definitions with(FieldDefinition field) {
        return find(field.name()).isPresent()
                ? new Definitions(value.stream()
                        .map(each -> each.name().equals(field.name()) ? field : each)
                        .toList())
                : new Definitions(
                        Stream.concat(value.stream(), Stream.of(field)).toList());
    }

    /** Whether a slot is some field's, in use or not. */
    boolean takes(String slot) {
        return value.stream().anyMatch(each -> each.slots().contains(slot));
    }

    /**
     * What becomes of a thing's fields.
     *
     * @param before their values so far
     * @param feature the thing's
     * @param version the schema's
     * @return nothing if they have these values already
     * @throws CrmException.Invalid naming each field that is unknown or cannot have such a value
     * @throws CrmException.Refused if a field is deprecated, or required and would be without a value
     */
    public Optional<FieldsSet> decide(SetFields command, FieldValues before, String feature, long version) {
        Map<String, FieldValue> changed = new TreeMap<>();
        Set<String> cleared = new TreeSet<>(command.cleared());
        List<Violation> violations = new ArrayList<>();
        Stream.concat(command.values().keySet().stream(), cleared.stream())
                .filter(each -> find(each).isEmpty())
                .forEach(each ->
                        violations.add(new Violation(each, "unknown", "must not be given: there is no such field")));
        command.values()
                .forEach((name, raw) -> find(name).ifPresent(field -> {
                    try {
                        FieldValue now = field.value(raw);
                        if (!now.equals(before.value().get(name))) {
                            field.requireFitting(now.value());
                            changed.put(name, now);
                        }
                    } catch (CrmException.Invalid invalid) {
                        violations.addAll(invalid.violations());
                    }
                }));
        if (!violations.isEmpty()) {
            throw new CrmException.Invalid(violations);
        }
        cleared.retainAll(before.value().keySet());
        if (changed.isEmpty() && cleared.isEmpty()) {
            return Optional.empty();
        }
        requireInUse(Sets.union(command.values().keySet(), command.cleared()), changed.keySet());
        FieldsSet event = event(command.aggregateId(), feature, version, changed, cleared, false);
        requireComplete(before.after(event));
        return Optional.of(event);
    }

    /** What a thing that has just become known has in its fields; nothing if no field has an initial value. */
    public Optional<FieldsSet> initial(AggregateId thing, String feature, long version) {
        Map<String, FieldValue> values = new TreeMap<>();
        for (FieldDefinition each : value) {
            if (!each.deprecated()) {
                each.initialValue().ifPresent(initial -> values.put(each.name(), initial));
            }
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(event(thing, feature, version, values, Set.of(), false));
    }

    private FieldsSet event(
            AggregateId thing,
            String feature,
            long version,
            Map<String, FieldValue> values,
            Set<String> cleared,
            boolean computed) {
        Map<String, FieldValue> plain = new TreeMap<>();
        Map<String, FieldValue> personal = new TreeMap<>();
        values.forEach((name, each) -> (isPersonal(name) ? personal : plain).put(name, each));
        return new FieldsSet(
                new FieldsSet.Subject(thing.value()), feature, version, plain, personal, cleared, computed);
    }

    /** What is computed may be so of what tells of a person. */
    private boolean isPersonal(String name) {
        return find(name)
                .filter(each -> each.shape().personal() || each.details().formula() != null)
                .isPresent();
    }

    /** Fails if a thing may not be in a stage with these values. */
    public void requireComplete(FieldValues values, String stage) {
        for (FieldDefinition each : value) {
            if (each.details().requiredIn().contains(stage) && !each.deprecated() && values.get(each.name()) == null) {
                throw SchemaRule.FIELD_REQUIRED_IN_STAGE.refused(each.name(), stage);
            }
        }
    }

    /** Whether there is anything to do beside what people set. */
    public boolean hasFormulas() {
        return value.stream().anyMatch(each -> each.details().formula() != null && !each.deprecated());
    }

    /** Whether some stage asks for values. */
    public boolean asksInStages() {
        return value.stream().anyMatch(each -> !each.details().requiredIn().isEmpty() && !each.deprecated());
    }

    /**
     * What becomes of the fields that are computed.
     *
     * @param thing whose fields
     * @param before their values so far
     * @param computing gives the value of a field with a formula; null for none, as where it does not fit the field
     * @return nothing if they have these values already
     */
    public Optional<FieldsSet> computed(
            AggregateId thing,
            FieldValues before,
            String feature,
            long version,
            Function<FieldDefinition, @Nullable Object> computing) {
        Map<String, FieldValue> changed = new TreeMap<>();
        Set<String> cleared = new TreeSet<>();
        for (FieldDefinition each : value) {
            if (each.details().formula() == null || each.deprecated()) {
                continue;
            }
            FieldValue now = each.fitting(computing.apply(each));
            if (now == null && before.value().containsKey(each.name())) {
                cleared.add(each.name());
            } else if (now != null && !now.equals(before.value().get(each.name()))) {
                changed.put(each.name(), now);
            }
        }
        return changed.isEmpty() && cleared.isEmpty()
                ? Optional.empty()
                : Optional.of(event(thing, feature, version, changed, cleared, true));
    }

    private void requireInUse(Set<String> named, Set<String> changed) {
        for (FieldDefinition each : value) {
            if (each.details().formula() != null && named.contains(each.name())) {
                throw SchemaRule.FIELD_COMPUTED.refused(each.name());
            }
            if (each.deprecated() && changed.contains(each.name())) {
                throw SchemaRule.FIELD_DEPRECATED.refused(each.name());
            }
        }
    }

    private void requireComplete(FieldValues values) {
        for (FieldDefinition each : value) {
            if (each.details().required() && !each.deprecated() && values.get(each.name()) == null) {
                throw SchemaRule.FIELD_REQUIRED.refused(each.name());
            }
        }
    }
}
