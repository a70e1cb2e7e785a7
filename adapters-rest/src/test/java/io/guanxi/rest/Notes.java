package io.guanxi.rest;

import io.guanxi.application.Feature;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A third party's feature: notes about customers. One of its commands has a bug. */
final class Notes implements Feature {

    record NoteId(UUID value) implements AggregateId {}

    sealed interface NoteCommand extends Command {
        NoteId noteId();

        @Override
        default NoteId aggregateId() {
            return noteId();
        }

        record Write(NoteId noteId, CustomerId customer, String text) implements NoteCommand {}

        record Explode(NoteId noteId) implements NoteCommand {}

        record Expire(NoteId noteId) implements NoteCommand {}
    }

    record Written(NoteId noteId, CustomerId customer, String text) implements DomainEvent {
        @Override
        public AggregateId aggregateId() {
            return noteId;
        }
    }

    record NoteView(NoteId id, CustomerId customer, String text) implements View {}

    record WriteRequest(
            @NotNull CustomerId customer, @NotBlank String text) {}

    private static final ViewType.Builder<NoteView> V = ViewType.of("note", NoteView.class);
    static final Reference<NoteView, CustomerId> CUSTOMER =
            V.reference("customer", CustomerId.class, NoteView::customer);
    static final Text<NoteView> TEXT = V.text("text", NoteView::text);
    static final ViewType<NoteView> TYPE = V.startsWith(
                    Written.class, (Written event) -> new NoteView(event.noteId(), event.customer(), event.text()))
            .build();

    static final Routes<NoteId, NoteView> ROUTES = Routes.of("notes", NoteCommand.class, TYPE, NoteId::new)
            .put(
                    NoteCommand.Write.class,
                    WriteRequest.class,
                    (id, request) -> new NoteCommand.Write(id, request.customer(), request.text()))
            .post(NoteCommand.Explode.class, NoteCommand.Explode::new)
            .internal(NoteCommand.Expire.class)
            .build();

    @Override
    public String name() {
        return "note";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Decider.of(NoteCommand.class, Written.class, 0)
                .decide(
                        NoteCommand.Write.class,
                        (state, command) -> List.of(new Written(command.noteId(), command.customer(), command.text())))
                .decide(NoteCommand.Explode.class, (state, command) -> {
                    throw new IllegalStateException("secret of the house");
                })
                .decide(NoteCommand.Expire.class, (state, command) -> List.of())
                .evolve(Written.class, (state, event) -> state + 1)
                .build());
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(TYPE);
    }
}
