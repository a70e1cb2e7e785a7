package io.guanxi.application.internal.engine;

import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.schema.FieldDescription;
import io.guanxi.application.schema.Labels;
import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.CustomFields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Sort;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TellsFields;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.schema.Choice;
import io.guanxi.domain.schema.Definitions;
import io.guanxi.domain.schema.FieldDefinition;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.FieldValue;
import io.guanxi.domain.schema.FieldsSet;
import io.guanxi.domain.schema.SetFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one actor may read and set of custom fields, by the definitions of now. A field that may not be read is left out of what is
 * shown, and nothing can be asked by it: else whoever may not see a value could find it by halving.
 *
 * @param views where the definitions are
 */
record FieldRights(Schemas schemas, ViewSource views, TenantId tenant, Actor actor, Authorizer authorizer) {

    private Predicate<String> readable(String feature) {
        Definitions definitions = schemas.definitions(views, tenant, feature);
        return name -> definitions
                .find(name)
                .filter(each -> authorizer.mayReadField(actor, feature, each))
                .isPresent();
    }

    private void requireReadable(ViewType<?> type, Attribute<?, ?> attribute) {
        String field = attribute.field();
        if (field == null) {
            return;
        }
        String feature = schemas.featureOf(type);
        String name = field.replaceFirst("\\..*$", "");
        if (!readable(feature).test(name)) {
            throw new CrmException.Forbidden(actor, "ask any " + feature + " by the field " + name);
        }
    }

    <V extends View> void requireReadable(ViewType<V> type, List<Sort<V>> sorts) {
        sorts.forEach(each -> requireReadable(type, each.attribute()));
    }

    <V extends View> void requireReadable(ViewType<V> type, Grouping<V> grouping) {
        grouping.keys().forEach(each -> requireReadable(type, each));
        for (Grouping.Measure<V> each : grouping.measures()) {
            if (each.attribute() != null) {
                requireReadable(type, each.attribute());
            }
        }
    }

    /** Of a filter that has no others inside. */
    <V extends View> void requireReadable(ViewType<V> type, Filter<V> filter) {
        if (filter instanceof Filter.Comparison<V> it) {
            requireReadable(type, it.attribute());
        } else if (filter instanceof Filter.OneOf<V> it) {
            requireReadable(type, it.attribute());
        } else if (filter instanceof Filter.Absent<V> it) {
            requireReadable(type, it.attribute());
        } else if (filter instanceof Filter.StartsWith<V> it) {
            requireReadable(type, it.attribute());
        } else if (filter instanceof Filter.Contains<V> it) {
            requireReadable(type, it.attribute());
        } else if (filter instanceof Filter.Has<V> it) {
            requireReadable(type, it.attribute());
        } else if (filter instanceof Filter.Related<V, ?> it) {
            requireReadable(type, it.here());
            requireReadable(it.type(), it.there());
            Attribute<?, ?> summed = it.enough().summed();
            if (summed != null) {
                requireReadable(it.type(), summed);
            }
        }
    }

    /** With what may be read, and nothing else. */
    <V extends View> List<Versioned<V>> masked(ViewType<V> type, List<Versioned<V>> found) {
        CustomFields<V> fields = type.customFields();
        if (fields == null || found.stream().noneMatch(each -> holdsAny(fields, each.view()))) {
            return found;
        }
        Predicate<String> readable = readable(schemas.featureOf(type));
        return found.stream()
                .map(each -> new Versioned<>(fields.only(each.view(), readable), each.version()))
                .toList();
    }

    @SuppressWarnings("ReferenceEquality") // a view that holds none is given back as it is
    private static <V extends View> boolean holdsAny(CustomFields<V> fields, V view) {
        return fields.only(view, any -> false) != view;
    }

    /** The same of a fact. */
    Recorded<?> masked(Recorded<?> recorded) {
        if (recorded.event() instanceof TellsFields told
                && !told.only(any -> false).equals(told)) {
            String feature = recorded.name().substring(0, recorded.name().indexOf('.'));
            return new Recorded<>(recorded.name(), told.only(readable(feature)), recorded.meta(), recorded.part());
        }
        if (!(recorded.event() instanceof FieldsSet event)) {
            return recorded;
        }
        Predicate<String> readable = readable(event.feature());
        FieldsSet masked = new FieldsSet(
                event.aggregateId(),
                event.feature(),
                event.schema(),
                only(event.values(), readable),
                only(event.personal(), readable),
                event.cleared().stream().filter(readable).collect(Collectors.toSet()),
                event.computed());
        return new Recorded<>(recorded.name(), masked, recorded.meta(), recorded.part());
    }

    private static Map<String, FieldValue> only(Map<String, FieldValue> values, Predicate<String> readable) {
        return values.entrySet().stream()
                .filter(each -> readable.test(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What is called how, for forms and tables of the actor. */
    List<FieldDescription> described(ViewType<?> type, Locale locale) {
        String feature = type.customFields() == null ? null : schemas.featureOf(type);
        Versioned<SchemaView> schema = feature == null ? null : schemas.find(views, tenant, feature);
        Map<String, List<Choice>> lists =
                schema == null ? Map.of() : schema.view().lists();
        List<FieldDescription> described = new ArrayList<>();
        for (Attribute<?, ?> each : type.attributes().values()) {
            if (each.field() == null) {
                described.add(builtIn(type, each, lists.getOrDefault(ViewType.jsonName(each), List.of()), locale));
            }
        }
        if (feature != null && schema != null) {
            schema.view().fields().value().stream()
                    .filter(each -> authorizer.mayReadField(actor, feature, each))
                    .forEach(each -> described.add(custom(feature, each, locale)));
        }
        return described;
    }

    private static FieldDescription builtIn(
            ViewType<?> type, Attribute<?, ?> attribute, List<Choice> offered, Locale locale) {
        List<FieldDescription.Offer> choices = attribute.constants().isEmpty()
                ? offers(offered, locale)
                : attribute.constants().stream()
                        .map(each -> new FieldDescription.Offer(each, Labels.of(type, attribute, each, locale), false))
                        .toList();
        return new FieldDescription(
                ViewType.jsonName(attribute),
                Labels.of(type, attribute, locale),
                attribute.constants().isEmpty() ? Schemas.type(attribute.type()) : FieldType.CHOICE,
                false,
                false,
                false,
                false,
                choices);
    }

    private static List<FieldDescription.Offer> offers(List<Choice> choices, Locale locale) {
        return choices.stream()
                .map(each -> new FieldDescription.Offer(
                        each.code(), Labels.of(each.labels(), each.code(), locale), each.retired()))
                .toList();
    }

    private FieldDescription custom(String feature, FieldDefinition field, Locale locale) {
        return new FieldDescription(
                CustomFields.JSON_NAME + "." + field.name(),
                Labels.of(field.details().labels(), field.name(), locale),
                field.shape().type(),
                true,
                !field.deprecated()
                        && field.details().formula() == null
                        && authorizer.mayWriteField(actor, feature, field),
                field.details().required(),
                field.deprecated(),
                offers(field.details().choices(), locale));
    }

    /** Fails if the command sets what the actor may not. */
    void requireWritable(SetFields command, String feature, Definitions definitions) {
        definitions.value().stream()
                .filter(each -> command.values().containsKey(each.name())
                        || command.cleared().contains(each.name()))
                .filter(each -> !authorizer.mayWriteField(actor, feature, each))
                .findFirst()
                .ifPresent(each -> {
                    throw new CrmException.Forbidden(actor, "set the field " + each.name() + " of a " + feature);
                });
    }
}
