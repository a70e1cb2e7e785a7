package io.guanxi.application.timeline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.guanxi.application.Recorded;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of a feature stands on the timelines of customers, as a table: event → kind and text. Whose timeline it is says the view of
 * the aggregate, as it was by then:
 *
 * <pre>{@code
 * Timeline.of(MachineView.TYPE, MachineView::customer)
 *         .tells(Installed.class, "machine", MachineView::model)
 *         .tells(Removed.class,   "machine", MachineView::model)
 *         .build()
 * }</pre>
 *
 * An entry shows no more than views do: what the view of the aggregate showed then, or what the view of that very event shows. It
 * stays as it is, until it is erased with the aggregate.
 */
public final class Timeline<M extends View> {

    private final ViewType<M> view;
    private final ImmutableMap<Class<?>, Line<M>> lines;

    private Timeline(Builder<M> builder) {
        view = builder.view;
        lines = ImmutableMap.copyOf(builder.lines);
    }

    /**
     * Starts a table.
     *
     * @param view the feature's view that folds the events; whoever may see it may see what is told, and nobody else
     * @param customer on whose timeline it is told; null for nobody's
     */
    public static <M extends View> Builder<M> of(ViewType<M> view, Function<M, @Nullable CustomerId> customer) {
        return new Builder<>(view, shown -> {
            CustomerId one = customer.apply(shown);
            return one == null ? ImmutableSet.of() : ImmutableSet.of(one);
        });
    }

    /** Starts a table of events about several customers each, see {@link Builder#tellsOf}. */
    public static <M extends View> Builder<M> of(ViewType<M> view) {
        return new Builder<>(view, shown -> ImmutableSet.of());
    }

    public ViewType<M> view() {
        return view;
    }

    /** The views of single events that an actor must be allowed to see too, by the names of those events within the feature. */
    public ImmutableMap<Class<?>, ViewType<?>> seenAs() {
        ImmutableMap.Builder<Class<?>, ViewType<?>> result = ImmutableMap.builder();
        lines.forEach((event, line) -> {
            if (line.seenAs != null) {
                result.put(event, line.seenAs);
            }
        });
        return result.build();
    }

    /** Whether anything is told of such an event. */
    public boolean tells(DomainEvent event) {
        return lines.containsKey(event.getClass());
    }

    /** Fails if it tells of events that are not the feature's. */
    public void requireOwn(Set<? extends Class<? extends DomainEvent>> featureEvents) {
        Set<?> foreign = Sets.difference(lines.keySet(), featureEvents);
        if (!foreign.isEmpty()) {
            throw new IllegalStateException(
                    "The timeline by " + view + " tells of " + foreign + " of other features; each tells of its own");
        }
    }

    /**
     * What is told of events that follow each other.
     *
     * @param before the view before the first of them; null if that is the aggregate's first
     * @param feature whose events they are
     */
    public List<Versioned<TimelineEntry>> entries(
            @Nullable View before, String feature, List<? extends Recorded<?>> events) {
        List<Versioned<TimelineEntry>> entries = new ArrayList<>();
        M shown = before == null ? null : view.viewClass().cast(before);
        for (Recorded<?> each : events) {
            shown = view.fold(shown, each);
            Line<M> line = lines.get(each.event().getClass());
            if (line != null && shown != null) {
                tell(line, shown, feature, each, entries);
            }
        }
        return entries;
    }

    private static <M extends View> void tell(
            Line<M> line, M shown, String feature, Recorded<?> recorded, List<Versioned<TimelineEntry>> entries) {
        Collection<CustomerId> customers = line.customers.apply(shown, recorded.event());
        for (CustomerId customer : customers) {
            UUID id = recorded.eventId();
            entries.add(new Versioned<>(
                    new TimelineEntry(
                            new TimelineEntry.Id(customers.size() == 1 ? id : both(id, customer)),
                            customer,
                            line.kind.apply(shown),
                            recorded.name(),
                            feature,
                            new TimelineEntry.Subject(
                                    recorded.event().aggregateId().value()),
                            line.text.apply(shown, recorded.event()),
                            recorded.meta().actor(),
                            recorded.meta().happenedAt(),
                            recorded.meta().sequence()),
                    recorded.meta().sequence()));
        }
    }

    private static UUID both(UUID event, CustomerId customer) {
        return UUID.nameUUIDFromBytes((event + "/" + customer.value()).getBytes(US_ASCII));
    }

    private record Line<M extends View>(
            BiFunction<M, DomainEvent, ? extends Collection<CustomerId>> customers,
            Function<M, String> kind,
            BiFunction<M, DomainEvent, @Nullable String> text,
            @Nullable ViewType<?> seenAs) {}

    /** The table while it is written down. */
    public static final class Builder<M extends View> {

        private final ViewType<M> view;
        private final Function<M, ? extends Collection<CustomerId>> customers;
        private final Map<Class<?>, Line<M>> lines = new LinkedHashMap<>();

        private Builder(ViewType<M> view, Function<M, ? extends Collection<CustomerId>> customers) {
            this.view = view;
            this.customers = customers;
        }

        /** An event of one kind; what there is to read, the view showed then. */
        public Builder<M> tells(Class<? extends DomainEvent> event, String kind, Function<M, @Nullable String> text) {
            return tells(event, shown -> kind, text);
        }

        /** An event whose kind the view says too. */
        public Builder<M> tells(
                Class<? extends DomainEvent> event, Function<M, String> kind, Function<M, @Nullable String> text) {
            return put(event, new Line<>((shown, each) -> customers.apply(shown), kind, seen(text), null));
        }

        /**
         * An event that only those may see who may also see the view of this very event, which shows what there is to read.
         *
         * @param seenAs a type of views of each event, whose identity is {@link Recorded#eventId()}
         */
        public <E extends DomainEvent> Builder<M> tells(
                Class<E> event, String kind, ViewType<?> seenAs, Function<E, @Nullable String> text) {
            if (!seenAs.isOfEachEvent()) {
                throw new IllegalStateException("The views " + seenAs + " are not of each event");
            }
            return put(
                    event,
                    new Line<>(
                            (shown, each) -> customers.apply(shown),
                            shown -> kind,
                            (shown, each) -> text.apply(event.cast(each)),
                            seenAs));
        }

        /** An event about several customers, or about others than the view: one entry for each. */
        public <E extends DomainEvent> Builder<M> tellsOf(
                Class<E> event,
                BiFunction<M, E, ? extends Collection<CustomerId>> whom,
                String kind,
                Function<M, @Nullable String> text) {
            return put(
                    event,
                    new Line<>(
                            (shown, each) -> ImmutableSet.copyOf(whom.apply(shown, event.cast(each))),
                            shown -> kind,
                            seen(text),
                            null));
        }

        private static <M> BiFunction<M, DomainEvent, @Nullable String> seen(Function<M, @Nullable String> text) {
            return (shown, each) -> text.apply(shown);
        }

        private Builder<M> put(Class<? extends DomainEvent> event, Line<M> line) {
            if (lines.put(event, line) != null) {
                throw new IllegalStateException(event.getSimpleName() + " is told twice by " + view);
            }
            return this;
        }

        public Timeline<M> build() {
            return new Timeline<>(this);
        }
    }
}
