package io.guanxi.domain.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.intake.GivenRow.Cell;
import io.guanxi.domain.intake.IntakeCommand.Discard;
import io.guanxi.domain.intake.IntakeCommand.Keep;
import io.guanxi.domain.intake.IntakeCommand.Revise;
import io.guanxi.domain.intake.IntakeEvent.Discarded;
import io.guanxi.domain.intake.IntakeEvent.Kept;
import io.guanxi.domain.intake.IntakeEvent.Revised;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final IntakeId ID = IntakeId.random();
    private static final GivenRow ROW = row("leads", " Li Lei\n");
    private static final GivenRow OTHER = row("leads", "Li Lei");

    private static GivenRow row(String kind, String name) {
        return new GivenRow(kind, "legacy", "4711", null, List.of(new Cell("Name", name)));
    }

    private static DeciderSpec<IntakeCommand, IntakeEvent, Intake> given(IntakeEvent... events) {
        return DeciderSpec.of(Intake.DECIDER).given(events);
    }

    @Test
    void aRowIsKeptLetterByLetterAndRevisedByWhatIsGivenNext() {
        given().when(new Keep(ID, ROW)).then(new Kept(ID, ROW));
        given(new Kept(ID, ROW)).when(new Keep(ID, ROW)).thenNothing();
        given(new Kept(ID, ROW)).when(new Keep(ID, OTHER)).thenRefused(IntakeRule.ALREADY_KEPT);
        given(new Kept(ID, ROW)).when(new Revise(ID, OTHER)).then(new Revised(ID, OTHER));
        given(new Kept(ID, ROW), new Revised(ID, OTHER)).when(new Keep(ID, ROW)).thenNothing();
    }

    @Test
    void aDiscardedRowIsKeptAgainWhenItIsGivenAgain() {
        given(new Kept(ID, ROW)).when(new Discard(ID, "spam")).then(new Discarded(ID, "spam"));
        given(new Kept(ID, ROW), new Discarded(ID, "spam"))
                .when(new Discard(ID, "spam"))
                .thenNothing();
        given(new Kept(ID, ROW), new Discarded(ID, "spam"))
                .when(new Revise(ID, ROW))
                .then(new Revised(ID, ROW));
    }

    @Test
    void aRowStaysOfItsKind() {
        given(new Kept(ID, ROW)).when(new Revise(ID, row("quotes", "x"))).thenRefused(IntakeRule.OF_ANOTHER_KIND);
    }

    @Test
    void whatSomeDatabaseCannotStoreIsRefused() {
        assertThatThrownBy(() -> row("leads", "a\0b"))
                .isInstanceOf(CrmException.Invalid.class)
                .hasMessage("cells must not contain NUL");
        assertThatThrownBy(() -> row("leads", "x".repeat(100_000))).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> row("Leads!", "x")).isInstanceOf(CrmException.Invalid.class);
    }
}
