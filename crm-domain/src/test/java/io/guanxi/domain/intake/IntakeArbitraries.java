package io.guanxi.domain.intake;

import io.guanxi.domain.intake.GivenRow.Cell;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Commands about one row, drawn from a small world so that they meet. For tests of every module. */
public final class IntakeArbitraries {

    private IntakeArbitraries() {}

    public static Arbitrary<List<IntakeCommand>> commands(IntakeId id) {
        Arbitrary<Cell> cell = Combinators.combine(
                        Arbitraries.of("Name", "E-Mail", ""), Arbitraries.of("", " Li Lei\n", "li@acme.test", "=1+1"))
                .as(Cell::new);
        Arbitrary<GivenRow> row = Combinators.combine(
                        Arbitraries.frequency(Tuple.of(9, "leads"), Tuple.of(1, "quotes")),
                        Arbitraries.of("4711", "4712").injectNull(0.3),
                        Arbitraries.of("bob", "carol").injectNull(0.3),
                        cell.list().ofMaxSize(2))
                .as((kind, number, owner, cells) -> new GivenRow(kind, "legacy", number, owner, cells));
        Arbitrary<IntakeCommand> command = Arbitraries.frequencyOf(
                Tuple.of(2, row.map(each -> new IntakeCommand.Keep(id, each))),
                Tuple.of(3, row.map(each -> new IntakeCommand.Revise(id, each))),
                Tuple.of(1, Arbitraries.of("spam", "twice").map(each -> new IntakeCommand.Discard(id, each))));
        return command.list().ofMaxSize(15);
    }
}
