package io.guanxi.jdbc;

import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.RuleCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A third party's feature: notes that are written over and over. */
public final class Notes implements Feature {

    public record NoteId(UUID value) implements AggregateId {}

    public sealed interface NoteCommand extends Command {

        NoteId noteId();

        @Override
        default NoteId aggregateId() {
            return noteId();
        }

        record Write(NoteId noteId, String text) implements NoteCommand {}
    }

    public sealed interface NoteEvent extends DomainEvent {

        NoteId noteId();

        @Override
        default NoteId aggregateId() {
            return noteId();
        }

        record Written(NoteId noteId, String text) implements NoteEvent {}
    }

    public record Note(NoteId id, String text) implements View {}

    private enum Rule implements RuleCode {
        TAKEN;

        @Override
        public String feature() {
            return "note";
        }

        @Override
        public String sentence() {
            return "There is such a note";
        }
    }

    private static final Decider<NoteCommand, NoteEvent, Boolean> DECIDER = Decider.of(
                    NoteCommand.class, NoteEvent.class, false)
            .decide(
                    NoteCommand.Write.class,
                    (state, write) -> List.of(new NoteEvent.Written(write.noteId(), write.text())))
            .evolve(NoteEvent.Written.class, (state, written) -> true)
            .build();

    private final ViewType<Note> view;

    private Notes(ViewType<Note> view) {
        this.view = view;
    }

    /** With a view whose text is made by a function, and which counts as another when the revision differs. */
    static Notes with(int revision, UnaryOperator<String> text) {
        return new Notes(type(revision, text, ViewType.of("note", Note.class), false));
    }

    /** With a view that has one attribute more. */
    static Notes withAnotherAttribute() {
        return new Notes(type(1, text -> text, ViewType.of("note", Note.class), true));
    }

    private static ViewType<Note> type(
            int revision, UnaryOperator<String> text, ViewType.Builder<Note> builder, boolean another) {
        Text<Note> attribute = builder.text("text", Note::text);
        if (another) {
            builder.integer("length", note -> (long) note.text().length());
        }
        return builder.startsWith(
                        NoteEvent.Written.class, written -> new Note(written.noteId(), text.apply(written.text())))
                .lookedUpBy(attribute)
                .list()
                .by(attribute)
                .revision(revision)
                .build();
    }

    ViewType<Note> view() {
        return view;
    }

    @Override
    public String name() {
        return "note";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(view);
    }

    @Override
    public List<Guard> guards() {
        return List.of(new Guard.Unique<>(view, "note.text", note -> Set.of(note.text()), Rule.TAKEN));
    }
}
