package io.guanxi.domain.contact;

import io.guanxi.domain.customer.CustomerId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Commands about one contact, drawn from a small world so that they meet. For tests of every module. */
public final class ContactArbitraries {

    private ContactArbitraries() {}

    public static Arbitrary<List<ContactCommand>> commands(ContactId id) {
        return command(id).list().ofMaxSize(20);
    }

    public static Arbitrary<ContactCommand> command(ContactId id) {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Combinators.combine(
                                        Arbitraries.of(new CustomerId(new UUID(1, 1)), new CustomerId(new UUID(1, 4))),
                                        details(),
                                        day().injectNull(0.3))
                                .as((organisation, details, since) -> new ContactCommand.Add(
                                        id, organisation, new CustomerId(new UUID(1, 2)), details, since))),
                Tuple.of(2, details().map(each -> new ContactCommand.CorrectDetails(id, each))),
                Tuple.of(
                        3,
                        Arbitraries.of(new ContactId(new UUID(10, 1)), new ContactId(new UUID(10, 2)))
                                .injectNull(0.2)
                                .map(each -> new ContactCommand.ReportTo(id, each))),
                Tuple.of(1, day().map(each -> new ContactCommand.Leave(id, each))),
                Tuple.of(1, Arbitraries.just(new ContactCommand.Return(id))));
    }

    private static Arbitrary<ContactDetails> details() {
        return Combinators.combine(
                        Arbitraries.of("Head of purchasing", "经理").injectNull(0.3),
                        Arbitraries.of("purchasing").injectNull(0.5),
                        Arbitraries.of("decision-maker", "user", "finance")
                                .set()
                                .ofMaxSize(2))
                .as(ContactDetails::new);
    }

    private static Arbitrary<LocalDate> day() {
        return Arbitraries.integers()
                .between(0, 6)
                .map(i -> LocalDate.of(2026, 1, 1).plusDays(i));
    }
}
