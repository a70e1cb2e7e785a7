package io.guanxi.application.view;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.schema.FieldValues;
import io.guanxi.domain.schema.FieldsSet;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of view: its attributes, the lists that people open, and the table event → view. Written once as constants of the
 * view's record; from it follow the table in the database, its indexes and the query language, without a line of SQL.
 */
public final class ViewType<V extends View> {

    static final String IDENTITY = "id";

    private final String name;
    private final Class<V> viewClass;
    private final Reference<V, ?> id;
    private final int revision;
    private final boolean eachEvent;
    private final boolean some;
    private final @Nullable StandIns<?> standIns;
    private final ImmutableMap<String, Attribute<V, ?>> attributes;
    private final ImmutableMap<String, Personal.Kind> personal;
    private final ImmutableList<ListOf<V>> lists;
    private final ImmutableList<Attribute<V, ?>> lookedUpBy;
    private final ImmutableMap<Class<? extends DomainEvent>, Fold<V>> folds;
    private final @Nullable CustomFields<V> customFields;

    private ViewType(Builder<V> builder, Reference<V, ?> id) {
        name = builder.name;
        viewClass = builder.viewClass;
        revision = builder.revision;
        eachEvent = builder.eachEvent;
        some = builder.some;
        standIns = builder.standIns;
        this.id = id;
        attributes = ImmutableMap.copyOf(builder.attributes);
        personal = ImmutableMap.copyOf(builder.personal);
        lists = ImmutableList.copyOf(builder.lists);
        lookedUpBy = ImmutableList.copyOf(builder.lookedUpBy);
        folds = ImmutableMap.copyOf(builder.folds);
        customFields = builder.customFields;
    }

    /** Starts a kind of view; {@code name} is its table's name and its place in a URL, in the singular. */
    public static <V extends View> Builder<V> of(String name, Class<V> viewClass) {
        return new Builder<>(name, viewClass);
    }

    public String name() {
        return name;
    }

    public Class<V> viewClass() {
        return viewClass;
    }

    /** Raised when folding changes its meaning, so that stored views are folded anew. */
    public int revision() {
        return revision;
    }

    /** Whether there is a view of each event, instead of one of all events of an aggregate. */
    public boolean isOfEachEvent() {
        return eachEvent;
    }

    /** Whether it follows some events only, see {@link Builder#followsSome()}. */
    public boolean followsSome() {
        return some;
    }

    /** Whether an event may change such a view: always, unless it follows some events only. */
    public boolean follows(DomainEvent event) {
        return !some || folds.containsKey(event.getClass());
    }

    /** Who stands in for whom among them; null if nobody ever does. */
    public @Nullable StandIns<?> standIns() {
        return standIns;
    }

    /** The view's own identity, as an attribute. */
    public Reference<V, ?> id() {
        return id;
    }

    /** Every attribute but the identity, by name, in the order of declaration. */
    public ImmutableMap<String, Attribute<V, ?>> attributes() {
        return attributes;
    }

    /** The attribute of that name, the identity included. */
    public Optional<Attribute<V, ?>> attribute(String attributeName) {
        return attributeName.equals(id.name()) ? Optional.of(id) : Optional.ofNullable(attributes.get(attributeName));
    }

    /** Which attributes show something of a person, by their names: those who may not read it cannot search for parts of it. */
    public ImmutableMap<String, Personal.Kind> personal() {
        return personal;
    }

    /** The lists that people open; each has an index. */
    public ImmutableList<ListOf<V>> lists() {
        return lists;
    }

    /** What they are looked up by while it is typed, the name first; none if they cannot be. */
    public ImmutableList<Attribute<V, ?>> lookedUpBy() {
        return lookedUpBy;
    }

    /** How its custom fields are read and changed; null if it has none. */
    public @Nullable CustomFields<V> customFields() {
        return customFields;
    }

    /** The events that this view follows or ignores. */
    public ImmutableSet<Class<? extends DomainEvent>> events() {
        return folds.keySet();
    }

    /**
     * Whether views of {@code type} refer here by {@code back} and the filter holds for at least one that may be seen:
     * {@code CustomerView.TYPE.having(TicketView.TYPE, TicketView.CUSTOMER, OPEN)}.
     */
    public <W extends View> Filter<V> having(ViewType<W> type, Reference<W, ?> back, Filter<W> filter) {
        return having(type, back, filter, Total.any());
    }

    /**
     * As {@link #having(ViewType, Reference, Filter)}, for enough of them:
     * {@code CustomerView.TYPE.having(TransactionView.TYPE, TransactionView.CUSTOMER, inEuros, Total.of(TransactionView.AMOUNT).atLeast(10_000))}.
     */
    public <W extends View> Filter<V> having(
            ViewType<W> type, Reference<W, ?> back, Filter<W> filter, Total<W> enough) {
        return new Filter.Related<>(id, type, back, filter, enough, null);
    }

    /** The view after the event; null while there is nothing to see yet. */
    public @Nullable V fold(@Nullable V view, Recorded<?> recorded) {
        if (recorded.event() instanceof FieldsSet event) {
            return view == null || customFields == null ? view : customFields.after(view, event, recorded.meta());
        }
        Fold<V> fold = folds.get(recorded.event().getClass());
        return fold == null ? view : fold.apply(view, recorded);
    }

    /** The view after the events in order. */
    public @Nullable V fold(@Nullable V view, Iterable<? extends Recorded<?>> events) {
        V result = view;
        for (Recorded<?> event : events) {
            result = fold(result, event);
        }
        return result;
    }

    /** Fails if one of a feature's events is neither followed nor ignored: a view must not forget an event silently. */
    public void requireComplete(Set<? extends Class<? extends DomainEvent>> featureEvents) {
        Set<?> missing = some ? Set.of() : Sets.difference(featureEvents, folds.keySet());
        Set<?> foreign = Sets.difference(folds.keySet(), featureEvents);
        if (!missing.isEmpty() || !foreign.isEmpty()) {
            throw new IllegalStateException("The view " + name + " lacks " + missing + " and follows " + foreign
                    + " of other features; a view folds one stream, all of it");
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * A list that people open: views equal in some attributes, in some order. An index is made for it.
     *
     * @param where the attributes that are the same for all of the list
     * @param by the order
     */
    public record ListOf<V extends View>(List<Attribute<V, ?>> where, List<Ordered<V, ?>> by) {
        public ListOf {
            where = ImmutableList.copyOf(where);
            by = ImmutableList.copyOf(by);
        }
    }

    /** What an event makes of a view. */
    @FunctionalInterface
    private interface Fold<V> {
        @Nullable
        V apply(@Nullable V view, Recorded<?> recorded);
    }

    /** What an event makes of a view, if it also matters who and when. */
    @FunctionalInterface
    public interface Transition<V, E> {
        V apply(V view, E event, Meta meta);
    }

    /** What an event makes of a view, and of none. */
    @FunctionalInterface
    public interface Start<V, E> {
        V apply(@Nullable V before, E event, Meta meta);
    }

    /** The kind of view while it is written down. */
    public static final class Builder<V extends View> {

        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
        private static final Set<String> RESERVED = Set.of("id", "tenant", "version", "document");

        private final String name;
        private final Class<V> viewClass;
        private final Map<String, Attribute<V, ?>> attributes = new LinkedHashMap<>();
        private final Map<String, Personal.Kind> personal = new LinkedHashMap<>();
        private final List<ListOf<V>> lists = new ArrayList<>();
        private final Map<Class<? extends DomainEvent>, Fold<V>> folds = new LinkedHashMap<>();
        private List<Attribute<V, ?>> lookedUpBy = List.of();
        private int revision = 1;
        private @Nullable CustomFields<V> customFields;
        private boolean eachEvent;
        private boolean folding;
        private boolean some;
        private @Nullable StandIns<?> standIns;

        private Builder(String name, Class<V> viewClass) {
            Check.that(NAME.matcher(name).matches(), "view", "format", "must be a lower-case name, not " + name);
            this.name = name;
            this.viewClass = viewClass;
        }

        public Text<V> text(String attribute, Function<V, @Nullable String> reader) {
            return add(new Text<>(attribute, reader));
        }

        /** One constant of an enum; stored by name. */
        public <T extends Enum<T>> Attribute<V, T> oneOf(
                String attribute, Class<T> type, Function<V, @Nullable T> reader) {
            Function<String, Object> parser = text -> {
                Check.that(
                        Arrays.stream(type.getEnumConstants())
                                .anyMatch(each -> each.name().equals(text)),
                        attribute,
                        "type",
                        "must be one of " + Arrays.toString(type.getEnumConstants()) + ", not " + text);
                return text;
            };
            return add(new Attribute<>(attribute, AttributeType.TEXT, reader, Enum::name, parser, null)
                    .of(Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()));
        }

        public Ordered<V, Long> integer(String attribute, Function<V, @Nullable Long> reader) {
            return add(ordered(attribute, AttributeType.INTEGER, reader));
        }

        public Ordered<V, BigDecimal> decimal(String attribute, Function<V, @Nullable BigDecimal> reader) {
            return add(ordered(attribute, AttributeType.DECIMAL, reader));
        }

        public Ordered<V, Boolean> flag(String attribute, Function<V, @Nullable Boolean> reader) {
            return add(ordered(attribute, AttributeType.BOOLEAN, reader));
        }

        public Ordered<V, LocalDate> date(String attribute, Function<V, @Nullable LocalDate> reader) {
            return add(ordered(attribute, AttributeType.DATE, reader));
        }

        public Ordered<V, Instant> instant(String attribute, Function<V, @Nullable Instant> reader) {
            return add(ordered(attribute, AttributeType.INSTANT, reader));
        }

        public <I extends AggregateId> Reference<V, I> reference(
                String attribute, Class<I> idType, Function<V, @Nullable I> reader) {
            return add(new Reference<>(attribute, idType, reader, false));
        }

        /** As {@link #reference}, to the one of whom all this is told: when it is erased, so is this. */
        public <I extends AggregateId> Reference<V, I> belongsTo(
                String attribute, Class<I> idType, Function<V, @Nullable I> reader) {
            return add(new Reference<>(attribute, idType, reader, true));
        }

        public Many<V> texts(String attribute, Function<V, Set<String>> reader) {
            return add(new Many<>(attribute, reader, null));
        }

        /**
         * Lets tenants define fields of their own, for which the table gets spare columns: 33, of which 8 have an index. Not for views
         * of each event.
         *
         * @param reader where they stand in the view
         * @param wither the view with others
         * @param changed the view when it has been changed
         * @param requireOpen throws the refusal if the fields of such a view may not be set any more
         */
        public Builder<V> customFields(
                Function<V, FieldValues> reader,
                BiFunction<V, FieldValues, V> wither,
                BiFunction<V, Meta, V> changed,
                Consumer<V> requireOpen) {
            customFields = new CustomFields<>(
                    reader,
                    wither,
                    (view, fields) -> reader.apply(view).isEmpty()
                            ? view
                            : wither.apply(view, reader.apply(view).only(fields)),
                    changed,
                    requireOpen,
                    view -> null);
            customFields.columns().forEach(this::add);
            customFields.lists(attributes).forEach(lists::add);
            return this;
        }

        /** As {@link #customFields(Function, BiFunction, BiFunction, Consumer)}, whatever the state of the view. */
        public Builder<V> customFields(
                Function<V, FieldValues> reader, BiFunction<V, FieldValues, V> wither, BiFunction<V, Meta, V> changed) {
            return customFields(reader, wither, changed, any -> {});
        }

        /**
         * Says more of a view that holds custom fields at other places too. To be called behind them.
         *
         * @param after the view when its fields have become these
         * @param only the view as one sees it who may see these fields only
         */
        public Builder<V> toldBy(BiFunction<V, FieldValues, V> after, BiFunction<V, Predicate<String>, V> only) {
            if (customFields == null) {
                throw new IllegalStateException("The view " + name + " is told of custom fields and has none");
            }
            customFields = customFields.toldBy(after, only);
            return this;
        }

        /** Says in which stage a view is, for custom fields that are required from a stage on. To be called behind them. */
        public Builder<V> stages(Function<V, @Nullable String> stageOf) {
            if (customFields == null) {
                throw new IllegalStateException("The view " + name + " has stages and no custom fields");
            }
            customFields = customFields.in(stageOf);
            return this;
        }

        /** The event that there is something to see from; repeated, it starts anew. */
        public <E extends DomainEvent> Builder<V> startsWith(Class<E> event, Function<E, V> start) {
            return folding(event, (view, recorded) -> start.apply(event.cast(recorded.event())));
        }

        public <E extends DomainEvent> Builder<V> startsWith(Class<E> event, BiFunction<E, Meta, V> start) {
            return folding(event, (view, recorded) -> start.apply(event.cast(recorded.event()), recorded.meta()));
        }

        /** The event that there is something to see from; repeated, it goes on with what there is. */
        public <E extends DomainEvent> Builder<V> startsWith(Class<E> event, Start<V, E> start) {
            return folding(event, (view, recorded) -> start.apply(view, event.cast(recorded.event()), recorded.meta()));
        }

        public <E extends DomainEvent> Builder<V> on(Class<E> event, BiFunction<V, E, V> transition) {
            return folding(
                    event,
                    (view, recorded) -> view == null ? null : transition.apply(view, event.cast(recorded.event())));
        }

        public <E extends DomainEvent> Builder<V> on(Class<E> event, Transition<V, E> transition) {
            return folding(
                    event,
                    (view, recorded) -> view == null
                            ? null
                            : transition.apply(view, event.cast(recorded.event()), recorded.meta()));
        }

        /**
         * A view of each such event by itself, as in a timeline; its identity is {@link Recorded#eventId()}. A kind of view
         * either folds events or shows each.
         */
        @SuppressWarnings("unchecked") // recorded is of the event's type, for it is found by it
        public <E extends DomainEvent> Builder<V> each(Class<E> event, Function<Recorded<E>, V> row) {
            eachEvent = true;
            return put(event, (view, recorded) -> row.apply((Recorded<E>) recorded));
        }

        /** Views of events of several features, each of which says itself what is told of its own. */
        public Builder<V> ofToldEvents() {
            eachEvent = true;
            return this;
        }

        /**
         * What is not in the table does not concern it: for a small view of what befalls few, which is not read when something else
         * happens.
         */
        public Builder<V> followsSome() {
            some = true;
            return this;
        }

        /** Says that some of them are found under another's name, see {@link StandIns}. */
        public <M extends View> Builder<V> standIns(ViewType<M> type, Reference<M, ?> standIn) {
            standIns = new StandIns<>(type, standIn);
            return this;
        }

        @SafeVarargs
        public final Builder<V> ignores(Class<? extends DomainEvent>... events) {
            for (Class<? extends DomainEvent> event : events) {
                put(event, (view, recorded) -> view);
            }
            return this;
        }

        /** A list that people open, of views that are equal in these attributes; {@link Opened#by} says in which order. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Opened<V> list(Attribute<V, ?>... where) {
            return new Opened<>(this, List.of(where));
        }

        /** Says that attributes show what is marked as {@link Personal} in the view's record. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder<V> personal(Personal.Kind kind, Attribute<V, ?>... shown) {
            List.of(shown).forEach(each -> personal.put(each.name(), kind));
            return this;
        }

        /**
         * Says what they can be looked up by while it is typed; see {@link Views#lookup}. What is declared as personal e-mail addresses,
         * telephone numbers or identities is read as such, and everything else as words. Not for views of each event.
         *
         * @param name those that are found equally well are in the order of it
         * @param more texts, or sets of texts
         */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder<V> lookedUpBy(Text<V> name, Attribute<V, ?>... more) {
            lookedUpBy =
                    ImmutableList.<Attribute<V, ?>>builder().add(name).add(more).build();
            return this;
        }

        /** See {@link ViewType#revision()}. */
        public Builder<V> revision(int number) {
            revision = number;
            return this;
        }

        public ViewType<V> build() {
            if (eachEvent && folding) {
                throw new IllegalStateException("The view " + name + " folds some events and shows each of others");
            }
            return new ViewType<>(this, identity());
        }

        private Reference<V, ?> identity() {
            try {
                Class<? extends AggregateId> idType =
                        viewClass.getMethod("id").getReturnType().asSubclass(AggregateId.class);
                return identity(idType);
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private <I extends AggregateId> Reference<V, I> identity(Class<I> idType) {
            return new Reference<>(IDENTITY, idType, view -> idType.cast(view.id()), false);
        }

        private <T> Ordered<V, T> ordered(String attribute, AttributeType type, Function<V, @Nullable T> reader) {
            return new Ordered<>(attribute, type, reader, value -> value, text -> type.parse(attribute, text), null);
        }

        private <A extends Attribute<V, ?>> A add(A attribute) {
            String column = attribute.name();
            Check.that(
                    NAME.matcher(column).matches(), "attribute", "format", "must be a lower-case name, not " + column);
            if (RESERVED.contains(column) || attributes.put(column, attribute) != null) {
                throw new IllegalStateException("The attribute " + name + "." + column + " is taken");
            }
            return attribute;
        }

        private Builder<V> folding(Class<? extends DomainEvent> event, Fold<V> fold) {
            folding = true;
            return put(event, fold);
        }

        private Builder<V> put(Class<? extends DomainEvent> event, Fold<V> fold) {
            if (folds.put(event, fold) != null) {
                throw new IllegalStateException(
                        event.getSimpleName() + " is in the table of the view " + name + " twice");
            }
            return this;
        }
    }

    /** A list whose order is still to be given. */
    public static final class Opened<V extends View> {

        private final Builder<V> builder;
        private final List<Attribute<V, ?>> where;

        private Opened(Builder<V> builder, List<Attribute<V, ?>> where) {
            this.builder = builder;
            this.where = where;
        }

        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder<V> by(Ordered<V, ?>... attributes) {
            builder.lists.add(new ListOf<>(where, List.of(attributes)));
            return builder;
        }
    }

    /** The name of an attribute in JSON and queries: {@code next_contact} is {@code nextContact}, a field {@code custom.region}. */
    public static String jsonName(Attribute<?, ?> attribute) {
        String field = attribute.field();
        if (field != null) {
            return CustomFields.JSON_NAME + "." + field;
        }
        return CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, attribute.name());
    }
}
