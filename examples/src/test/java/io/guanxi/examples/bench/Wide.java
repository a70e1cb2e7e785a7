package io.guanxi.examples.bench;

import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the write path is measured with: a wide aggregate whose view has 25 attributes and five indexes, and a timeline with a row for
 * each event.
 */
final class Wide implements Feature {

    static final int TEXTS = 15;

    record WideId(UUID value) implements AggregateId {}

    sealed interface WideCommand extends Command {
        @Override
        WideId aggregateId();
    }

    /** Sets everything; the first one makes the aggregate. */
    record Set(WideId aggregateId, String text, long number) implements WideCommand {}

    sealed interface WideEvent extends DomainEvent {
        @Override
        WideId aggregateId();
    }

    record WasSet(WideId aggregateId, String text, long number) implements WideEvent {}

    record State(String text, long number) {}

    static final Decider<WideCommand, WideEvent, State> DECIDER = Decider.of(
                    WideCommand.class, WideEvent.class, new State("", 0))
            .decide(
                    Set.class,
                    (State state, Set command) ->
                            List.<WideEvent>of(new WasSet(command.aggregateId(), command.text(), command.number())))
            .evolve(WasSet.class, (state, event) -> new State(event.text(), event.number()))
            .build();

    /** As wide as a customer of a real CRM. */
    record WideView(WideId id, String text, long number, Instant at) implements View {

        static final ViewType<WideView> TYPE = type();

        private static ViewType<WideView> type() {
            ViewType.Builder<WideView> builder = ViewType.of("wide", WideView.class);
            List<Ordered<WideView, ?>> indexed = new ArrayList<>();
            for (int i = 0; i < TEXTS; i++) {
                int number = i;
                Ordered<WideView, ?> text = builder.text("text" + i, view -> number + " " + view.text());
                if (i < 3) {
                    indexed.add(text);
                }
            }
            for (int i = 0; i < 4; i++) {
                int number = i;
                builder.integer("number" + i, view -> view.number() + number);
            }
            for (int i = 0; i < 3; i++) {
                int number = i;
                builder.decimal("amount" + i, view -> BigDecimal.valueOf(view.number() + number, 2));
            }
            for (int i = 0; i < 2; i++) {
                indexed.add(builder.instant("instant" + i, WideView::at));
            }
            builder.flag("flag", view -> view.number() % 2 == 0);
            indexed.forEach(each -> builder.list().by(each));
            return builder.startsWith(
                            WasSet.class,
                            (event, meta) ->
                                    new WideView(event.aggregateId(), event.text(), event.number(), meta.happenedAt()))
                    .build();
        }
    }

    record LineId(UUID value) implements AggregateId {}

    /** A row of the timeline. */
    record Line(LineId id, WideId about, Instant at, String what, String who) implements View {

        static final ViewType<Line> TYPE = type();

        private static ViewType<Line> type() {
            ViewType.Builder<Line> builder = ViewType.of("line", Line.class);
            var about = builder.reference("about", WideId.class, Line::about);
            Ordered<Line, Instant> at = builder.instant("happened", Line::at);
            builder.text("what", Line::what);
            builder.text("who", Line::who);
            return builder.list(about).by(at).each(WasSet.class, Line::of).build();
        }

        private static Line of(Recorded<WasSet> recorded) {
            return new Line(
                    new LineId(recorded.eventId()),
                    recorded.event().aggregateId(),
                    recorded.meta().happenedAt(),
                    recorded.name(),
                    recorded.meta().actor());
        }
    }

    @Override
    public String name() {
        return "wide";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(WideView.TYPE, Line.TYPE);
    }
}
