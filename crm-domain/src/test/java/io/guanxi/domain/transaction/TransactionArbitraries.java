package io.guanxi.domain.transaction;

import io.guanxi.domain.customer.CustomerId;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.joda.money.Money;

/** Commands about one transaction, drawn from a small world so that they meet. For tests of every module. */
public final class TransactionArbitraries {

    private TransactionArbitraries() {}

    public static Arbitrary<List<TransactionCommand>> commands(TransactionId id) {
        return command(id).list().ofMaxSize(12);
    }

    public static Arbitrary<TransactionCommand> command(TransactionId id) {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Combinators.combine(
                                        Arbitraries.of(new CustomerId(new UUID(1, 1)), new CustomerId(new UUID(1, 2))),
                                        details())
                                .as((customer, details) -> new TransactionCommand.Book(id, customer, details))),
                Tuple.of(3, details().map(each -> new TransactionCommand.Correct(id, each))),
                Tuple.of(1, Arbitraries.just(new TransactionCommand.Cancel(id, "not delivered"))),
                Tuple.of(1, Arbitraries.just(new TransactionCommand.Reinstate(id, "delivered after all"))));
    }

    public static Arbitrary<TransactionDetails> details() {
        return Combinators.combine(
                        Arbitraries.of(TransactionKind.ORDER, TransactionKind.PAYMENT),
                        Arbitraries.of("CNY 1200.00", "EUR 0.00", "JPY 800").map(Money::parse),
                        Arbitraries.of("erp").injectNull(0.5),
                        Arbitraries.of("SO-1", "SO-2").injectNull(0.5),
                        Arbitraries.of("web-shop").injectNull(0.5),
                        Arbitraries.of(new TransactionId(new UUID(8, 1))).injectNull(0.7),
                        Arbitraries.of("12 chairs", "椅子").injectNull(0.5))
                .as(TransactionDetails::new);
    }
}
