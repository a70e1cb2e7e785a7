package io.guanxi.application.internal.engine;

import static java.util.Objects.requireNonNull;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.schema.Formulas;
import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.AttributeType;
import io.guanxi.application.view.CustomFields;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.schema.Definitions;
import io.guanxi.domain.schema.FieldDefinition;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.FieldValues;
import io.guanxi.domain.schema.FieldsSet;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaId;
import io.guanxi.domain.schema.SchemaRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The custom fields of each feature as tenants have defined them. Definitions are asked for by whoever reads or sets fields, one row by
 * its key: no node judges by a definition that another has changed. Only what follows from every command, initial values, formulas and
 * stages, goes by what was so a second ago, for most tenants have none of it and each command would pay for the question.
 */
final class Schemas {

    /** How long another node's change of fields may go unnoticed by what follows from each command. */
    private static final Duration SEEN = Duration.ofSeconds(1);

    private final Map<String, Hosted> features;
    private final Map<Class<?>, Hosted> byIdType;
    private final boolean installed;
    private final Formulas formulas;
    private final Cache<OfFeature, Optional<Versioned<SchemaView>>> seen;
    private final Cache<Wanted, Formulas.Formula> read =
            CacheBuilder.newBuilder().maximumSize(1_000).build();

    Schemas(Features features, Formulas formulas, InstantSource clock) {
        this.features = features.byName();
        this.formulas = formulas;
        seen = CacheBuilder.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(SEEN)
                .ticker(ClockTicker.of(clock))
                .build();
        byIdType = features.withFields();
        installed = features.knows(SchemaView.TYPE);
    }

    /** Whether the things of a feature may have fields. */
    boolean has(Hosted hosted) {
        return byIdType.containsValue(hosted);
    }

    /** Fails if a schema is opened for what has no fields, or a field is to refer to what nobody knows. */
    void requirePossible(Command command, ViewSource views, TenantId tenant) {
        if (command instanceof SchemaCommand.Open open
                && byIdType.values().stream().noneMatch(each -> each.feature().equals(open.feature()))) {
            throw SchemaRule.FIELDS_UNKNOWN.refused(open.feature());
        }
        if (command instanceof SchemaCommand.DefineField define) {
            String target = define.shape().target();
            Check.that(
                    target == null || viewOf(target).isPresent(),
                    "target",
                    "unknown",
                    "must name a feature, which " + target + " is not");
            requireReadable(
                    define.schemaId(), define.shape().type(), define.details().formula(), views, tenant);
        }
        if (command instanceof SchemaCommand.ListChoices list) {
            byIdType.values().stream()
                    .filter(each -> SchemaId.of(each.feature()).equals(list.schemaId()))
                    .forEach(each -> requireText(requireNonNull(each.mainView()), list.attribute()));
        }
        if (command instanceof SchemaCommand.ChangeField change) {
            Versioned<SchemaView> schema =
                    views.byId(SchemaView.TYPE, tenant, change.schemaId().value());
            Optional.ofNullable(schema)
                    .flatMap(each -> each.view().fields().find(change.name()))
                    .ifPresent(each -> requireReadable(
                            change.schemaId(),
                            each.shape().type(),
                            change.details().formula(),
                            views,
                            tenant));
        }
    }

    private static void requireText(ViewType<?> type, String name) {
        Check.that(
                type.attributes().values().stream()
                        .anyMatch(each -> each.field() == null
                                && each.type() == AttributeType.TEXT
                                && each.constants().isEmpty()
                                && ViewType.jsonName(each).equals(name)),
                "attribute",
                "unknown",
                "must name a built-in text of the " + type + ", which " + name + " is not");
    }

    // ---- what is computed

    /** A formula and all that its reading depends on. */
    private record Wanted(String formula, FieldType result, Map<String, FieldType> names) {}

    /** Whether values are asked for, or computed, when things change. */
    static boolean isAsked(Definitions definitions) {
        return definitions.hasFormulas() || definitions.asksInStages();
    }

    /** What a formula may speak of: attributes that are built in, and fields that are not computed themselves. */
    private static Map<String, FieldType> names(ViewType<?> type, Definitions definitions) {
        ImmutableMap.Builder<String, FieldType> names = ImmutableMap.builder();
        type.attributes().values().stream()
                .filter(each -> each.field() == null)
                .forEach(each -> names.put(ViewType.jsonName(each), type(each.type())));
        definitions.value().stream()
                .filter(each -> each.details().formula() == null)
                .forEach(each -> names.put(name(each), each.shape().type()));
        return names.build();
    }

    private static String name(FieldDefinition field) {
        return CustomFields.JSON_NAME + "." + field.name();
    }

    static FieldType type(AttributeType type) {
        return switch (type) {
            case TEXT -> FieldType.TEXT;
            case INTEGER, DECIMAL -> FieldType.NUMBER;
            case BOOLEAN -> FieldType.FLAG;
            case DATE -> FieldType.DATE;
            case INSTANT -> FieldType.INSTANT;
            case REFERENCE -> FieldType.REFERENCE;
            case TEXTS -> FieldType.CHOICES;
        };
    }

    private Formulas.Formula formula(String formula, FieldType result, ViewType<?> type, Definitions definitions) {
        Wanted wanted = new Wanted(formula, result, names(type, definitions));
        Formulas.Formula known = read.getIfPresent(wanted);
        if (known == null) {
            known = formulas.read(formula, result, wanted.names());
            read.put(wanted, known);
        }
        return known;
    }

    private void requireReadable(
            SchemaId schema, FieldType result, @Nullable String formula, ViewSource views, TenantId tenant) {
        if (formula == null) {
            return;
        }
        for (Hosted each : byIdType.values()) {
            if (SchemaId.of(each.feature()).equals(schema)) {
                formula(formula, result, requireNonNull(each.mainView()), definitions(views, tenant, each.feature()));
            }
        }
    }

    /**
     * What fields come to when a thing has changed.
     *
     * @throws CrmException.Refused if it has entered a stage without a value that is required there
     */
    Optional<FieldsSet> after(Aggregate before, Aggregate after, Versioned<SchemaView> schema) {
        ViewType<?> main = requireNonNull(after.hosted().mainView());
        return after(main, before.view(main), after.view(main), after.hosted().feature(), schema);
    }

    @SuppressWarnings("unchecked") // an aggregate holds its views under their own type
    private <V extends View> Optional<FieldsSet> after(
            ViewType<V> type,
            @Nullable View before,
            @Nullable View after,
            String feature,
            Versioned<SchemaView> schema) {
        if (after == null) {
            return Optional.empty();
        }
        V now = (V) after;
        CustomFields<V> fields = requireNonNull(type.customFields());
        Definitions definitions = schema.view().fields();
        String stage = fields.stage(now);
        if (stage != null && (before == null || !stage.equals(fields.stage((V) before)))) {
            definitions.requireComplete(fields.of(now), stage);
        }
        return definitions.computed(
                now.id(),
                fields.of(now),
                feature,
                schema.version(),
                each -> computed(each, now, type, fields.of(now), definitions));
    }

    /** A formula that cannot be read any more, for a field that it speaks of is there no longer as it was, comes to nothing. */
    private <V extends View> @Nullable Object computed(
            FieldDefinition field, V view, ViewType<V> type, FieldValues values, Definitions definitions) {
        Formulas.Formula formula;
        try {
            formula = formula(
                    requireNonNull(field.details().formula()), field.shape().type(), type, definitions);
        } catch (CrmException.Invalid unreadable) {
            return null;
        }
        Map<String, Object> given = new HashMap<>();
        for (String name : formula.names()) {
            Object value = name.startsWith(CustomFields.JSON_NAME + ".")
                    ? values.get(name.substring(CustomFields.JSON_NAME.length() + 1))
                    : builtIn(type, name, view);
            if (value == null) {
                return null;
            }
            given.put(name, value);
        }
        return formula.of(given);
    }

    private static <V extends View> @Nullable Object builtIn(ViewType<V> type, String name, V view) {
        for (Attribute<V, ?> each : type.attributes().values()) {
            if (each.field() == null && ViewType.jsonName(each).equals(name)) {
                Object value = each.valueOf(view);
                return value instanceof Long whole ? BigDecimal.valueOf(whole) : value;
            }
        }
        return null;
    }

    private Optional<ViewType<?>> viewOf(String feature) {
        return Optional.ofNullable(features.get(feature)).map(Hosted::mainView);
    }

    /** Null if nobody has defined any. */
    @Nullable
    Versioned<SchemaView> find(ViewSource views, TenantId tenant, String feature) {
        return installed
                ? views.byId(SchemaView.TYPE, tenant, SchemaId.of(feature).value())
                : null;
    }

    private record OfFeature(TenantId tenant, String feature) {}

    /** As it was a second ago at most; what this node has changed, it knows. */
    @Nullable
    Versioned<SchemaView> seen(ViewSource views, TenantId tenant, String feature) {
        OfFeature wanted = new OfFeature(tenant, feature);
        Optional<Versioned<SchemaView>> known = seen.getIfPresent(wanted);
        if (known == null) {
            known = Optional.ofNullable(find(views, tenant, feature));
            seen.put(wanted, known);
        }
        return known.orElse(null);
    }

    /** To be called when fields have been changed. */
    void forget() {
        seen.invalidateAll();
    }

    Definitions definitions(ViewSource views, TenantId tenant, String feature) {
        Versioned<SchemaView> found = find(views, tenant, feature);
        return found == null ? Definitions.NONE : found.view().fields();
    }

    String featureOf(ViewType<?> type) {
        String feature = featureWithFields(type);
        if (feature == null) {
            throw SchemaRule.FIELDS_UNKNOWN.refused(type);
        }
        return feature;
    }

    /** Null if there are no such fields. */
    @Nullable
    String featureWithFields(ViewType<?> type) {
        Hosted hosted = byIdType.get(type.id().idType());
        return hosted != null && type.equals(hosted.mainView()) ? hosted.feature() : null;
    }

    /** For questions; none where there cannot be any. */
    <V extends View> Fields<V> fields(ViewSource views, TenantId tenant, ViewType<V> type) {
        Definitions definitions =
                type.customFields() == null ? Definitions.NONE : definitions(views, tenant, featureOf(type));
        return new Fields<>(type, definitions, this::viewOf);
    }
}
