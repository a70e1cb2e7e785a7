package io.guanxi.domain.shadow;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Commands about one system that is followed, drawn from a small world so that they meet. For tests of every module. */
public final class ShadowArbitraries {

    private static final ShadowId ERP = ShadowId.of("erp");

    private ShadowArbitraries() {}

    public static Arbitrary<List<ShadowCommand>> commands() {
        Arbitrary<String> kinds = Arbitraries.of("organisations", "people", "tickets");
        Arbitrary<ShadowCommand> command = Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Combinators.combine(Arbitraries.of("erp", "erp", "erp", "shop"), kinds)
                                .as((source, kind) -> new ShadowCommand.Follow(ERP, source, kind, new UUID(0, 7)))),
                Tuple.of(2, Arbitraries.of("1", "2").map(each -> new ShadowCommand.MoveOn(ERP, each))),
                Tuple.of(
                        2,
                        Combinators.combine(
                                        kinds,
                                        Arbitraries.of(0, 3),
                                        Arbitraries.of("late rows").injectNull(0.5))
                                .as((kind, count, reason) -> new ShadowCommand.TakeOver(ERP, kind, count, reason))));
        return command.list().ofMaxSize(15);
    }
}
