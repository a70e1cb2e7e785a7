package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.rest.Notes.NoteCommand;
import io.guanxi.rest.Notes.NoteId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutesTest {

    @Test
    void aTableThatForgetsACommandCannotBeBuilt() {
        var table = Routes.of("notes", NoteCommand.class, Notes.TYPE, NoteId::new)
                .post(NoteCommand.Explode.class, NoteCommand.Explode::new);

        assertThatIllegalStateException().isThrownBy(table::build).withMessageContaining("Write");
    }

    @Test
    void aTableThatNamesACommandTwiceCannotBeBuilt() {
        var table = Routes.of("notes", NoteCommand.class, Notes.TYPE, NoteId::new)
                .post(NoteCommand.Explode.class, NoteCommand.Explode::new);

        assertThatIllegalStateException()
                .isThrownBy(() -> table.post(NoteCommand.Explode.class, NoteCommand.Explode::new));
    }

    @Test
    void aRequestThatCannotBeReadIsRefusedWhenTheTableIsWritten() {
        var table = Routes.of("notes", NoteCommand.class, Notes.TYPE, NoteId::new);

        assertThatIllegalStateException()
                .isThrownBy(() -> table.put(NoteCommand.Write.class, Counted.class, (id, request) -> {
                    throw new AssertionError(request);
                }))
                .withMessageContaining("Counted.pages.number")
                .withMessageContaining("int");
    }

    /** An {@code int} cannot be absent. */
    private record Counted(String text, List<Page> pages) {}

    private record Page(int number) {}

    @Test
    void routesOfAFeatureThatIsNotThereAreRefused() {
        try (Crm crm = Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(Authorizer.allowEverything())
                .build()) {
            CrmRest rest = CrmRest.of(crm, (headers, security) -> Optional.empty());

            assertThatIllegalStateException().isThrownBy(() -> rest.with(Notes.ROUTES));
        }
    }
}
