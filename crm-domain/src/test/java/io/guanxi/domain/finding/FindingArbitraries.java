package io.guanxi.domain.finding;

import io.guanxi.domain.customer.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Commands about one finding, drawn from a small world so that they meet. For tests of every module. */
public final class FindingArbitraries {

    private FindingArbitraries() {}

    public static Arbitrary<List<FindingCommand>> commands(FindingId id) {
        return command(id).list().ofMaxSize(20);
    }

    public static Arbitrary<FindingCommand> command(FindingId id) {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        5,
                        Combinators.combine(
                                        Arbitraries.frequency(
                                                Tuple.of(6, FindingKind.INCOMPLETE), Tuple.of(1, FindingKind.STALE)),
                                        Arbitraries.of("phones", "emails", "custom.region")
                                                .set()
                                                .ofMaxSize(2),
                                        Arbitraries.of("a1b2", "c3d4").injectNull(0.6),
                                        Arbitraries.integers().between(-2, 5))
                                .as((kind, fields, facts, day) -> new FindingCommand.Report(
                                        id,
                                        kind,
                                        new CustomerId(new UUID(1, 2)),
                                        null,
                                        fields,
                                        30,
                                        "asked for",
                                        facts,
                                        Instant.parse("2026-03-02T12:00:00Z").plus(Duration.ofDays(day))))),
                Tuple.of(2, Arbitraries.of("ann", "bob").map(each -> new FindingCommand.Assign(id, each))),
                Tuple.of(
                        4,
                        Arbitraries.of(Decision.class)
                                .map(each -> new FindingCommand.Decide(id, each, "looked at it"))));
    }
}
