package io.guanxi.application.spi;

import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.application.Upcaster;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.kernel.Stored;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A feature of a third party in two versions: in the newer one, each kind of change has come to its events. */
final class Guests {

    private Guests() {}

    record GuestId(UUID value) implements AggregateId {
        static GuestId random() {
            return new GuestId(UUID.randomUUID());
        }
    }

    sealed interface GuestCommand extends Command {

        GuestId guestId();

        @Override
        default GuestId aggregateId() {
            return guestId();
        }

        record Arrive(GuestId guestId, String name) implements GuestCommand {}

        record GiveRoom(GuestId guestId, int room) implements GuestCommand {}

        record Greet(GuestId guestId, String words) implements GuestCommand {}

        record Leave(GuestId guestId, boolean paid, String note) implements GuestCommand {}

        /** Which the older version does not know how to do. */
        record Pamper(GuestId guestId) implements GuestCommand {}
    }

    sealed interface Old extends DomainEvent {

        GuestId guestId();

        @Override
        default GuestId aggregateId() {
            return guestId();
        }

        record Arrived(GuestId guestId, @Personal String name) implements Old {}

        record RoomGiven(GuestId guestId, int room) implements Old {}

        record Greeted(GuestId guestId, @Personal String words) implements Old {}

        record CheckedOut(
                GuestId guestId, boolean paid, @Personal String note) implements Old {}
    }

    sealed interface New extends DomainEvent {

        GuestId guestId();

        @Override
        default GuestId aggregateId() {
            return guestId();
        }

        @Stored(revision = 2)
        record Arrived(
                GuestId guestId,
                @Personal String given,
                @Personal String family) implements New {}

        record RoomAssigned(GuestId guestId, int room) implements New {}

        record Left(GuestId guestId, @Personal String note) implements New {}

        record Paid(GuestId guestId) implements New {}

        record Pampered(GuestId guestId) implements New {}
    }

    static final List<Upcaster<?>> UPCASTERS = List.of(
            Upcaster.from(Old.Arrived.class).to(New.Arrived.class, Guests::named),
            Upcaster.from(Old.RoomGiven.class)
                    .to(New.RoomAssigned.class, old -> new New.RoomAssigned(old.guestId(), old.room())),
            Upcaster.from(Old.CheckedOut.class)
                    .to(New.Left.class, old -> new New.Left(old.guestId(), old.note()))
                    .and(New.Paid.class, old -> old.paid() ? new New.Paid(old.guestId()) : null),
            Upcaster.from(Old.Greeted.class).dropped());

    private static New.Arrived named(Old.Arrived old) {
        int space = old.name().lastIndexOf(' ');
        return new New.Arrived(
                old.guestId(),
                old.name().substring(0, Math.max(0, space)),
                old.name().substring(space + 1));
    }

    /** The state of both versions: whether the guest is here. */
    private static void requireHere(boolean here, GuestCommand command) {
        if (!here) {
            throw new CrmException.NotFound(command.guestId());
        }
    }

    private static final Decider<GuestCommand, Old, Boolean> OLDER = Decider.of(GuestCommand.class, Old.class, false)
            .decide(
                    GuestCommand.Arrive.class,
                    (here, it) -> here ? List.of() : List.of(new Old.Arrived(it.guestId(), it.name())))
            .decide(GuestCommand.GiveRoom.class, (here, it) -> {
                requireHere(here, it);
                return List.of(new Old.RoomGiven(it.guestId(), it.room()));
            })
            .decide(GuestCommand.Greet.class, (here, it) -> List.of(new Old.Greeted(it.guestId(), it.words())))
            .decide(GuestCommand.Leave.class, (here, it) -> {
                requireHere(here, it);
                return List.of(new Old.CheckedOut(it.guestId(), it.paid(), it.note()));
            })
            .decide(GuestCommand.Pamper.class, (here, it) -> List.of())
            .evolve(Old.Arrived.class, (here, event) -> true)
            .evolve(Old.RoomGiven.class, (here, event) -> here)
            .evolve(Old.Greeted.class, (here, event) -> here)
            .evolve(Old.CheckedOut.class, (here, event) -> false)
            .build();

    private static final Decider<GuestCommand, New, Boolean> NEWER = Decider.of(GuestCommand.class, New.class, false)
            .decide(
                    GuestCommand.Arrive.class,
                    (here, it) -> here ? List.of() : List.of(named(new Old.Arrived(it.guestId(), it.name()))))
            .decide(GuestCommand.GiveRoom.class, (here, it) -> {
                requireHere(here, it);
                return List.of(new New.RoomAssigned(it.guestId(), it.room()));
            })
            .decide(GuestCommand.Greet.class, (here, it) -> List.of())
            .decide(GuestCommand.Leave.class, (here, it) -> {
                requireHere(here, it);
                return it.paid()
                        ? List.of(new New.Left(it.guestId(), it.note()), new New.Paid(it.guestId()))
                        : List.of(new New.Left(it.guestId(), it.note()));
            })
            .decide(GuestCommand.Pamper.class, (here, it) -> List.of(new New.Pampered(it.guestId())))
            .evolve(New.Arrived.class, (here, event) -> true)
            .evolve(New.RoomAssigned.class, (here, event) -> here)
            .evolve(New.Left.class, (here, event) -> false)
            .evolve(New.Paid.class, (here, event) -> here)
            .evolve(New.Pampered.class, (here, event) -> here)
            .build();

    record GuestView(GuestId id, String name, int room, boolean left, boolean paid, long pampered) implements View {

        GuestView room(int number) {
            return new GuestView(id, name, number, left, paid, pampered);
        }

        GuestView gone(boolean hasPaid) {
            return new GuestView(id, name, room, true, hasPaid, pampered);
        }

        GuestView pamperedOnce() {
            return new GuestView(id, name, room, left, paid, pampered + 1);
        }
    }

    private static ViewType.Builder<GuestView> guests() {
        ViewType.Builder<GuestView> builder = ViewType.of("guest", GuestView.class);
        builder.text("name", GuestView::name);
        builder.flag("left", GuestView::left);
        return builder;
    }

    record FactId(UUID value) implements AggregateId {}

    record FactView(FactId id, String what) implements View {
        static FactView of(Recorded<?> recorded) {
            return new FactView(new FactId(recorded.eventId()), recorded.name());
        }
    }

    private static ViewType.Builder<FactView> facts() {
        ViewType.Builder<FactView> builder = ViewType.of("guest_fact", FactView.class);
        builder.text("what", FactView::what);
        return builder;
    }

    static final Version N = new Version(
            OLDER,
            older(guests()),
            facts().each(Old.Arrived.class, FactView::of)
                    .each(Old.RoomGiven.class, FactView::of)
                    .each(Old.CheckedOut.class, FactView::of)
                    .each(Old.Greeted.class, FactView::of)
                    .build(),
            List.of());

    /** As in the older version, with one column more. */
    static ViewType<GuestView> reshaped() {
        ViewType.Builder<GuestView> builder = guests();
        builder.flag("paid", GuestView::paid);
        return older(builder);
    }

    private static ViewType<GuestView> older(ViewType.Builder<GuestView> builder) {
        return builder.startsWith(
                        Old.Arrived.class, event -> new GuestView(event.guestId(), event.name(), 0, false, false, 0))
                .on(Old.RoomGiven.class, (view, event) -> view.room(event.room()))
                .on(Old.CheckedOut.class, (view, event) -> view.gone(event.paid()))
                .ignores(Old.Greeted.class)
                .build();
    }

    static final Version N1 = new Version(
            NEWER,
            guests().startsWith(
                            New.Arrived.class,
                            event -> new GuestView(
                                    event.guestId(),
                                    event.given().isEmpty() ? event.family() : event.given() + " " + event.family(),
                                    0,
                                    false,
                                    false,
                                    0))
                    .on(New.RoomAssigned.class, (view, event) -> view.room(event.room()))
                    .on(New.Left.class, (view, event) -> view.gone(view.paid()))
                    .on(New.Paid.class, (view, event) -> view.gone(true))
                    .on(New.Pampered.class, (view, event) -> view.pamperedOnce())
                    .build(),
            facts().each(New.Arrived.class, FactView::of)
                    .each(New.RoomAssigned.class, FactView::of)
                    .each(New.Left.class, FactView::of)
                    .each(New.Paid.class, FactView::of)
                    .each(New.Pampered.class, FactView::of)
                    .build(),
            UPCASTERS);

    /** The feature as a version of it knows it. */
    record Version(
            Decider<GuestCommand, ?, ?> table,
            ViewType<GuestView> guests,
            ViewType<FactView> facts,
            List<Upcaster<?>> upcasters)
            implements Feature {

        @Override
        public String name() {
            return "guest";
        }

        @Override
        public Optional<Decider<?, ?, ?>> decider() {
            return Optional.of(table);
        }

        @Override
        public List<ViewType<?>> views() {
            return List.of(guests, facts);
        }
    }
}
