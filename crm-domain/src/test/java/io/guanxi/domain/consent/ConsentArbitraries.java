package io.guanxi.domain.consent;

import io.guanxi.domain.customer.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Commands about one consent, drawn from a small world so that they meet. For tests of every module. */
public final class ConsentArbitraries {

    private ConsentArbitraries() {}

    public static Arbitrary<List<ConsentCommand>> commands(ConsentId id) {
        return command(id).list().ofMaxSize(20);
    }

    public static Arbitrary<ConsentCommand> command(ConsentId id) {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Combinators.combine(topic(id), evidence(), day(-4), day(-5).injectNull(0.4))
                                .as((topic, evidence, at, end) ->
                                        new ConsentCommand.Give(id, topic, evidence, at, end))),
                Tuple.of(
                        2,
                        Combinators.combine(topic(id), evidence(), day(-4))
                                .as((topic, evidence, at) -> new ConsentCommand.Withdraw(id, topic, evidence, at))));
    }

    /** Mostly the same one for the same consent. */
    private static Arbitrary<ConsentTopic> topic(ConsentId id) {
        CustomerId person = new CustomerId(new UUID(1, 2));
        String channel = id.value().getLeastSignificantBits() % 2 == 0 ? "email" : "phone";
        return Arbitraries.frequency(Tuple.of(9, "newsletter"), Tuple.of(1, "survey"))
                .map(purpose -> new ConsentTopic(person, purpose, channel));
    }

    private static Arbitrary<Evidence> evidence() {
        return Arbitraries.of(
                new Evidence("Li Lei", "web form", "wording 3"), new Evidence("韩梅梅", "signed paper", null));
    }

    private static Arbitrary<Instant> day(int first) {
        return Arbitraries.integers()
                .between(first, 1)
                .map(i -> Instant.parse("2026-03-02T12:00:00Z").plus(Duration.ofDays(i)));
    }
}
