package io.guanxi.rest;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.guanxi.application.spi.Json;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.RuleCode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a feature over HTTP, as a table: command → what arrives → how the one becomes the other.
 *
 * <pre>{@code
 * Routes.of("contracts", ContractCommand.class, ContractView.TYPE, ContractId::new)
 *         .put(Sign.class,   SignRequest.class, MAPPER::sign)
 *         .post(Cancel.class, CancelRequest.class, MAPPER::cancel)
 *         .post(Renew.class, Renew::new)
 *         .internal(Expire.class)
 *         .refuses(ContractRule.values())
 *         .build()
 * }</pre>
 *
 * As with a decider, {@code build()} fails while the class is loaded if a command is missing, and a line of the table if what arrives
 * cannot be read. What arrives is a flat record whose
 * components are the JSON's fields; Jakarta Validation's annotations say what they must be, {@code @Nullable} which may be
 * absent. A component is a text, number, boolean, date, instant, UUID, enum, {@code Money}, a domain value of one component, or a
 * list, set, record or sealed interface of records of such, or a map from texts to them. Numbers and booleans are {@code Integer},
 * {@code Long}, {@code BigDecimal} and {@code Boolean}: an {@code int} could not be absent.
 *
 * @param <I> the aggregate's identity
 * @param <V> what is seen of it
 */
public final class Routes<I extends AggregateId, V extends View> {

    static final String ERASE = "erase";
    static final String SET_FIELDS = "set-fields";
    static final String UNMASK = "unmask";

    /** What is done by a path like a command's, and so is no command's name. */
    private static final ImmutableMap<String, String> TAKEN =
            ImmutableMap.of(UNMASK, "unmasks a view", ERASE, "erases a person", SET_FIELDS, "sets custom fields");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final String collection;
    private final ViewType<V> view;
    private final Function<UUID, I> identity;
    private final @Nullable Function<String, I> named;
    private final ImmutableMap<String, Route<I, ?>> commands;
    private final ImmutableSet<Class<?>> internal;
    private final ImmutableSet<RuleCode> refusals;

    private Routes(Builder<?, I, V> builder) {
        collection = requireKebab(builder.collection);
        view = builder.view;
        identity = builder.identity;
        named = builder.named;
        commands = ImmutableMap.copyOf(builder.commands);
        internal = ImmutableSet.copyOf(builder.internal);
        refusals = ImmutableSet.copyOf(builder.refusals);
    }

    private Routes(String collection, ViewType<V> view, Function<UUID, I> identity) {
        this.collection = requireKebab(collection);
        this.view = view;
        this.identity = identity;
        named = null;
        commands = ImmutableMap.of();
        internal = ImmutableSet.of();
        refusals = ImmutableSet.of();
    }

    private static String requireKebab(String collection) {
        if (!NAME.matcher(collection).matches()) {
            throw new IllegalStateException("A collection's name is in kebab case, not " + collection);
        }
        return collection;
    }

    /**
     * Starts a table.
     *
     * @param collection the first part of the path: the plural, in kebab case
     * @param commands the sealed interface of the feature's commands
     * @param identity makes the aggregate's identity
     */
    public static <C extends Command, I extends AggregateId, V extends View> Builder<C, I, V> of(
            String collection, Class<C> commands, ViewType<V> view, Function<UUID, I> identity) {
        return new Builder<>(collection, commands, view, identity);
    }

    /**
     * A table without commands, for views that are only looked at, such as those of each event:
     * {@code Routes.reading("ticket-messages", TicketMessageView.TYPE, TicketMessageView.Id::new)}.
     *
     * @param collection the first part of the path: the plural, in kebab case
     * @param identity makes the view's identity
     */
    public static <I extends AggregateId, V extends View> Routes<I, V> reading(
            String collection, ViewType<V> view, Function<UUID, I> identity) {
        return new Routes<>(collection, view, identity);
    }

    /** The first part of the path. */
    public String collection() {
        return collection;
    }

    /** What is seen of the feature's aggregates. */
    public ViewType<V> view() {
        return view;
    }

    /** The commands that can be given over HTTP. */
    public ImmutableSet<Class<? extends Command>> commands() {
        return commands.values().stream().map(Route::command).collect(ImmutableSet.toImmutableSet());
    }

    /** The commands that cannot, on purpose. */
    public ImmutableSet<Class<?>> internal() {
        return internal;
    }

    /** The reasons for which commands are refused, for the description. */
    public ImmutableSet<RuleCode> refusals() {
        return refusals;
    }

    I identity(UUID id) {
        return identity.apply(id);
    }

    /** Whom the path names. */
    I identity(Request request) {
        String text = request.path("id");
        if (named != null) {
            return named.apply(text);
        }
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return identity.apply(id);
            }
        } catch (IllegalArgumentException malformed) {
            // told below, like every other malformed identity
        }
        throw new CrmException.Invalid("id", "type", "must be a UUID");
    }

    /** Whose events are asked for. An event has none itself, and its identity must not pass for an aggregate's. */
    I aggregate(Request request) {
        I id = identity(request);
        if (view.isOfEachEvent()) {
            throw new CrmException.NotFound(id);
        }
        return id;
    }

    /** Whether the path says a name instead of an identity. */
    boolean isNamed() {
        return named != null;
    }

    /** The line that makes an aggregate known. */
    Route<I, ?> creating() {
        return commands.values().stream()
                .filter(Route::creates)
                .findFirst()
                .orElseThrow(() -> Refusal.noSuchCommand("PUT"));
    }

    /** By the command's name in kebab case. */
    ImmutableMap<String, Route<I, ?>> byName() {
        return commands;
    }

    /**
     * One line of the table.
     *
     * @param creates whether it is the one that makes an aggregate known, by {@code PUT}
     * @param request the record that arrives
     */
    record Route<I extends AggregateId, R>(
            String name,
            boolean creates,
            Class<? extends Command> command,
            Class<R> request,
            BiFunction<I, R, ? extends Command> mapping) {}

    /** What arrives with a command that says everything by its name. */
    record Nothing() {}

    /** The table while it is written down. */
    public static final class Builder<C extends Command, I extends AggregateId, V extends View> {

        private final String collection;
        private final Class<C> commandType;
        private final ViewType<V> view;
        private final Function<UUID, I> identity;
        private final Map<String, Route<I, ?>> commands = new LinkedHashMap<>();
        private final Set<Class<?>> internal = new HashSet<>();
        private final Set<RuleCode> refusals = new LinkedHashSet<>();
        private @Nullable Function<String, I> named;

        private Builder(String collection, Class<C> commandType, ViewType<V> view, Function<UUID, I> identity) {
            this.collection = collection;
            this.commandType = commandType;
            this.view = view;
            this.identity = identity;
        }

        /**
         * The command that makes an aggregate known; repeated with the same facts it must change nothing.
         *
         * @throws IllegalStateException if the request has a component that cannot be read, such as an {@code int}
         */
        public <X extends C, R> Builder<C, I, V> put(Class<X> command, Class<R> request, BiFunction<I, R, X> mapping) {
            return add(new Route<>(Json.kindOf(command), true, command, request, mapping));
        }

        /**
         * A command about a known aggregate.
         *
         * @throws IllegalStateException if the request has a component that cannot be read, such as an {@code int}
         */
        public <X extends C, R> Builder<C, I, V> post(Class<X> command, Class<R> request, BiFunction<I, R, X> mapping) {
            return add(new Route<>(Json.kindOf(command), false, command, request, mapping));
        }

        /** A command that says everything by its name. */
        public <X extends C> Builder<C, I, V> post(Class<X> command, Function<I, X> mapping) {
            return post(command, Nothing.class, (id, nothing) -> mapping.apply(id));
        }

        /** Says that the path holds a name, of which the identity is made. */
        public Builder<C, I, V> named(Function<String, I> identityOf) {
            named = identityOf;
            return this;
        }

        /** Commands that reactions, duties or the host's own code give, but nobody over HTTP. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder<C, I, V> internal(Class<? extends C>... types) {
            internal.addAll(Set.of(types));
            return this;
        }

        /** The reasons for which commands are refused; they stand in the description. */
        public Builder<C, I, V> refuses(RuleCode... rules) {
            refusals.addAll(List.of(rules));
            return this;
        }

        /**
         * The finished table.
         *
         * @throws IllegalStateException if a permitted command is neither routed nor internal
         */
        public Routes<I, V> build() {
            Set<Class<?>> known = new HashSet<>(internal);
            commands.values().forEach(route -> known.add(route.command()));
            Set<?> missing = Sets.difference(Command.kinds(commandType), known);
            if (!missing.isEmpty()) {
                throw new IllegalStateException("The routes of " + collection + " lack " + missing);
            }
            return new Routes<>(this);
        }

        private Builder<C, I, V> add(Route<I, ?> route) {
            String taken = TAKEN.get(route.name());
            if (taken != null) {
                throw new IllegalStateException(
                        "The path " + route.name() + " " + taken + ", and leads to no command of " + collection);
            }
            RequestShape.require(route.request());
            boolean second = route.creates() && commands.values().stream().anyMatch(Route::creates);
            if (second || commands.put(route.name(), route) != null) {
                throw new IllegalStateException(
                        route.command().getSimpleName() + " is one too many in the routes of " + collection);
            }
            return this;
        }
    }
}
