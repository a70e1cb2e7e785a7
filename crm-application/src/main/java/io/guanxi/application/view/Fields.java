package io.guanxi.application.view;

import com.google.common.collect.ImmutableSet;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.schema.Definitions;
import io.guanxi.domain.schema.FieldDefinition;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.FieldValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The custom fields of one kind of view in one tenant, as attributes for filters, orders, pages and groups:
 *
 * <pre>{@code
 * Fields<CustomerView> fields = session.fields(CustomerView.TYPE);
 * session.views(CustomerView.TYPE).find(fields.text("region").is("north"), first(20).by(fields.number("seats")));
 * }</pre>
 *
 * <p>Asking by a field that the actor may not read is {@link CrmException.Forbidden}.
 */
public final class Fields<V extends View> {

    private static final String CURRENCY = ".currency";

    private final ViewType<V> type;
    private final Definitions definitions;
    private final Function<String, Optional<ViewType<?>>> targets;

    /** @param targets the kind of view of a feature, by its name */
    public Fields(ViewType<V> type, Definitions definitions, Function<String, Optional<ViewType<?>>> targets) {
        this.type = type;
        this.definitions = definitions;
        this.targets = targets;
    }

    /** All fields in the order of their definition, deprecated ones and those that the actor may not read included. */
    public List<FieldDefinition> definitions() {
        return definitions.value();
    }

    /** A text, or the code of a choice. */
    @SuppressWarnings("unchecked") // the class is compared
    public Text<V> text(String name) {
        return (Text<V>) typed(name, Text.class);
    }

    /** A number, or the amount of money. */
    public Ordered<V, BigDecimal> number(String name) {
        return ordered(name, AttributeType.DECIMAL);
    }

    /** The currency of an amount, as its code of three letters. */
    public Text<V> currency(String name) {
        return text(name + CURRENCY);
    }

    public Ordered<V, LocalDate> date(String name) {
        return ordered(name, AttributeType.DATE);
    }

    public Ordered<V, Instant> instant(String name) {
        return ordered(name, AttributeType.INSTANT);
    }

    public Ordered<V, Boolean> flag(String name) {
        return ordered(name, AttributeType.BOOLEAN);
    }

    /** Several choices, of which one can be asked for. */
    @SuppressWarnings("unchecked") // the class is compared
    public Many<V> choices(String name) {
        return (Many<V>) typed(name, Many.class);
    }

    /** A reference to a thing whose identity is of this class. */
    @SuppressWarnings("unchecked") // the class is compared
    public <I extends AggregateId> Reference<V, I> reference(String name, Class<I> idType) {
        Reference<V, ?> found = (Reference<V, ?>) typed(name, Reference.class);
        Check.that(found.idType().equals(idType), name, "type", "must be asked for by its own type");
        return (Reference<V, I>) found;
    }

    @SuppressWarnings("unchecked") // the type of the attribute says that of the values
    private <T> Ordered<V, T> ordered(String name, AttributeType wanted) {
        Attribute<V, ?> found = get(name);
        Check.that(found.type() == wanted, name, "type", "must be asked for by its own type");
        return (Ordered<V, T>) found;
    }

    private Attribute<V, ?> typed(String name, Class<?> wanted) {
        Attribute<V, ?> found = get(name);
        Check.that(wanted.isInstance(found), name, "type", "must be asked for by its own type");
        return found;
    }

    /**
     * The attribute of a field, or of a part of one such as {@code budget.currency}.
     *
     * @throws CrmException.Invalid if there is no such field, or none that can be asked for
     */
    public Attribute<V, ?> get(String name) {
        return find(name)
                .orElseThrow(() -> new CrmException.Invalid(
                        CustomFields.JSON_NAME,
                        "unknown",
                        "must name a field of the " + type + " that can be asked for, which " + name
                                + " is not; there are " + names()));
    }

    private String names() {
        return definitions.value().stream()
                .filter(each -> !each.slots().isEmpty())
                .map(FieldDefinition::name)
                .collect(Collectors.joining(", "));
    }

    /** As {@link #get}; empty if there is none. */
    public Optional<Attribute<V, ?>> find(String name) {
        boolean currency = name.endsWith(CURRENCY);
        String field = currency ? name.substring(0, name.length() - CURRENCY.length()) : name;
        return definitions
                .find(field)
                .filter(each ->
                        !each.slots().isEmpty() && (!currency || each.shape().type() == FieldType.MONEY))
                .map(each -> currency ? part(each, name, 1) : attribute(each));
    }

    private Attribute<V, ?> attribute(FieldDefinition field) {
        String name = field.name();
        String column = CustomFields.column(field.slots().get(0));
        return switch (field.shape().type()) {
            case TEXT -> new Text<>(column, reader(field, 0), text -> text, name);
            case NUMBER -> ordered(field, AttributeType.DECIMAL);
            case MONEY -> part(field, name, 0);
            case DATE -> ordered(field, AttributeType.DATE);
            case INSTANT -> ordered(field, AttributeType.INSTANT);
            case FLAG -> ordered(field, AttributeType.BOOLEAN);
            case CHOICE -> new Text<>(column, reader(field, 0), text -> text, name);
            case CHOICES -> new Many<>(column, texts(field), name);
            case REFERENCE -> reference(field, column);
        };
    }

    private Attribute<V, ?> part(FieldDefinition money, String name, int index) {
        String column = CustomFields.column(money.slots().get(index));
        if (index == 1) {
            return new Text<>(column, reader(money, 1), text -> text, name);
        }
        return new Ordered<V, BigDecimal>(
                column,
                AttributeType.DECIMAL,
                reader(money, 0),
                value -> value,
                text -> AttributeType.DECIMAL.parse(name, text),
                name);
    }

    private Attribute<V, ?> ordered(FieldDefinition field, AttributeType stored) {
        return new Ordered<V, Object>(
                CustomFields.column(field.slots().get(0)),
                stored,
                reader(field, 0),
                value -> value,
                text -> stored.parse(field.name(), text),
                field.name());
    }

    @SuppressWarnings("unchecked") // a value's class is that of its type
    private Function<V, Set<String>> texts(FieldDefinition field) {
        Function<V, @Nullable Object> reader = reader(field, 0);
        return view -> {
            Object value = reader.apply(view);
            return value == null ? ImmutableSet.of() : (Set<String>) value;
        };
    }

    private Attribute<V, ?> reference(FieldDefinition field, String column) {
        String target = field.shape().target();
        Class<? extends AggregateId> idType = Optional.ofNullable(target)
                .flatMap(targets)
                .<Class<? extends AggregateId>>map(each -> each.id().idType())
                .orElse(Unknown.class);
        return reference(field, column, idType);
    }

    private <I extends AggregateId> Reference<V, I> reference(FieldDefinition field, String column, Class<I> idType) {
        Function<V, @Nullable Object> reader = reader(field, 0);
        Function<UUID, I> identity = identity(idType);
        return new Reference<>(
                column,
                idType,
                view -> {
                    Object value = reader.apply(view);
                    return value == null ? null : identity.apply((UUID) value);
                },
                false,
                field.name());
    }

    /** The target is a thing of a feature that this CRM is built without. */
    private record Unknown(UUID value) implements AggregateId {}

    private static <I extends AggregateId> Function<UUID, I> identity(Class<I> idType) {
        try {
            Constructor<I> constructor = idType.getDeclaredConstructor(UUID.class);
            constructor.setAccessible(true);
            return id -> {
                try {
                    return constructor.newInstance(id);
                } catch (InstantiationException | IllegalAccessException | InvocationTargetException impossible) {
                    throw new IllegalStateException(impossible);
                }
            };
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(idType + " is not made of a UUID alone", impossible);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a value's class is that of its type
    private <T> Function<V, @Nullable T> reader(FieldDefinition field, int part) {
        CustomFields<V> custom = type.customFields();
        return view -> {
            FieldValue value = custom == null ? null : custom.of(view).value().get(field.name());
            return value == null ? null : (T) value.part(part);
        };
    }
}
