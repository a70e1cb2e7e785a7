package io.guanxi.domain.profile;

import io.guanxi.domain.customer.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Commands about one profile, drawn from a small world so that they meet. For tests of every module. */
public final class ProfileArbitraries {

    private ProfileArbitraries() {}

    public static Arbitrary<List<ProfileCommand>> commands(ProfileId id) {
        return command(id).list().ofMaxSize(20);
    }

    public static Arbitrary<ProfileCommand> command(ProfileId id) {
        Arbitrary<String> topic = Arbitraries.of("colour", "time", "颜色");
        return Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Arbitraries.frequency(Tuple.of(5, new UUID(1, 2)), Tuple.of(1, new UUID(1, 4)))
                                .map(each -> new ProfileCommand.Open(id, new CustomerId(each)))),
                Tuple.of(
                        6,
                        Combinators.combine(
                                        topic,
                                        Arbitraries.of("blue", "早上"),
                                        Arbitraries.of(40, 100),
                                        end().injectNull(0.4))
                                .as((about, value, confidence, end) -> new ProfileCommand.Note(
                                        id, new Preference(about, value, "orders", confidence, end)))),
                Tuple.of(2, topic.map(each -> new ProfileCommand.Drop(id, each))),
                Tuple.of(1, Arbitraries.just(new ProfileCommand.Clear(id))),
                Tuple.of(1, Arbitraries.just(new ProfileCommand.DropExpired(id))));
    }

    private static Arbitrary<Instant> end() {
        return Arbitraries.integers()
                .between(-1, 5)
                .map(i -> Instant.parse("2026-03-02T12:00:00Z").plus(Duration.ofDays(i)));
    }
}
