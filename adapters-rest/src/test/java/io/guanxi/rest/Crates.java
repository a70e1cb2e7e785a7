package io.guanxi.rest;

import io.guanxi.application.Feature;
import io.guanxi.application.Upcaster;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A third party's feature in two versions: what was one event when a crate was shipped is two today, and only the newer one knows of
 * crates that are lost.
 */
record Crates(Decider<?, ?, ?> table, ViewType<CrateView> type, List<Upcaster<?>> upcasters) implements Feature {

    record CrateId(UUID value) implements AggregateId {}

    sealed interface CrateCommand extends Command {
        CrateId crateId();

        @Override
        default CrateId aggregateId() {
            return crateId();
        }

        record Pack(CrateId crateId, String goods) implements CrateCommand {}

        record Ship(CrateId crateId, boolean insured) implements CrateCommand {}

        record Lose(CrateId crateId) implements CrateCommand {}
    }

    sealed interface Old extends DomainEvent {
        CrateId crateId();

        @Override
        default CrateId aggregateId() {
            return crateId();
        }

        record Packed(CrateId crateId, String goods) implements Old {}

        record Shipped(CrateId crateId, boolean insured) implements Old {}
    }

    sealed interface New extends DomainEvent {
        CrateId crateId();

        @Override
        default CrateId aggregateId() {
            return crateId();
        }

        record Packed(CrateId crateId, String goods) implements New {}

        record Sent(CrateId crateId) implements New {}

        record Insured(CrateId crateId) implements New {}

        record Lost(CrateId crateId) implements New {}
    }

    record CrateView(CrateId id, String goods, boolean sent, boolean insured, boolean lost) implements View {}

    record PackRequest(String goods) {}

    record ShipRequest(@NotNull Boolean insured) {}

    static final Crates OLDER = new Crates(
            Decider.of(CrateCommand.class, Old.class, 0)
                    .decide(
                            CrateCommand.Pack.class,
                            (state, command) -> List.of(new Old.Packed(command.crateId(), command.goods())))
                    .decide(
                            CrateCommand.Ship.class,
                            (state, command) -> List.of(new Old.Shipped(command.crateId(), command.insured())))
                    .decide(CrateCommand.Lose.class, (state, command) -> List.of())
                    .evolve(Old.Packed.class, (state, event) -> state)
                    .evolve(Old.Shipped.class, (state, event) -> state)
                    .build(),
            ViewType.of("crate", CrateView.class)
                    .startsWith(
                            Old.Packed.class,
                            (Old.Packed event) -> new CrateView(event.crateId(), event.goods(), false, false, false))
                    .on(
                            Old.Shipped.class,
                            (view, event) -> new CrateView(view.id(), view.goods(), true, event.insured(), view.lost()))
                    .build(),
            List.of());

    static final Crates NEWER = new Crates(
            Decider.of(CrateCommand.class, New.class, 0)
                    .decide(
                            CrateCommand.Pack.class,
                            (state, command) -> List.of(new New.Packed(command.crateId(), command.goods())))
                    .decide(CrateCommand.Ship.class, (state, command) -> List.of(new New.Sent(command.crateId())))
                    .decide(CrateCommand.Lose.class, (state, command) -> List.of(new New.Lost(command.crateId())))
                    .evolve(New.Packed.class, (state, event) -> state)
                    .evolve(New.Sent.class, (state, event) -> state)
                    .evolve(New.Insured.class, (state, event) -> state)
                    .evolve(New.Lost.class, (state, event) -> state)
                    .build(),
            ViewType.of("crate", CrateView.class)
                    .startsWith(
                            New.Packed.class,
                            (New.Packed event) -> new CrateView(event.crateId(), event.goods(), false, false, false))
                    .on(
                            New.Sent.class,
                            (view, event) -> new CrateView(view.id(), view.goods(), true, view.insured(), view.lost()))
                    .on(
                            New.Insured.class,
                            (view, event) -> new CrateView(view.id(), view.goods(), view.sent(), true, view.lost()))
                    .on(
                            New.Lost.class,
                            (view, event) -> new CrateView(view.id(), view.goods(), view.sent(), view.insured(), true))
                    .build(),
            List.of(Upcaster.from(Old.Shipped.class)
                    .to(New.Sent.class, old -> new New.Sent(old.crateId()))
                    .and(New.Insured.class, old -> old.insured() ? new New.Insured(old.crateId()) : null)));

    Routes<CrateId, CrateView> routes() {
        return Routes.of("crates", CrateCommand.class, type, CrateId::new)
                .put(
                        CrateCommand.Pack.class,
                        PackRequest.class,
                        (id, request) -> new CrateCommand.Pack(id, request.goods()))
                .post(
                        CrateCommand.Ship.class,
                        ShipRequest.class,
                        (id, request) -> new CrateCommand.Ship(id, request.insured()))
                .post(CrateCommand.Lose.class, CrateCommand.Lose::new)
                .build();
    }

    @Override
    public String name() {
        return "crate";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(table);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(type);
    }
}
