package io.guanxi.application.transaction;

import static io.guanxi.application.transaction.TransactionView.AMOUNT;
import static io.guanxi.application.transaction.TransactionView.AT;
import static io.guanxi.application.transaction.TransactionView.CURRENCY;
import static io.guanxi.application.transaction.TransactionView.CUSTOMER;
import static io.guanxi.application.transaction.TransactionView.VALID;
import static io.guanxi.application.transaction.TransactionView.valid;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.guanxi.application.Reader;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.transaction.TransactionKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the valid transactions of one customer in one currency come to, as far as the reader may see them.
 *
 * @param orders how many
 * @param ordered what they come to
 * @param returned what was sent back
 * @param paid what was paid
 * @param refunded what was paid back
 * @param firstOrderAt null if there is no order
 * @param lastOrderAt null if there is no order
 */
public record Purchases(
        CurrencyUnit currency,
        long orders,
        Money ordered,
        Money returned,
        Money paid,
        Money refunded,
        @Nullable Instant firstOrderAt,
        @Nullable Instant lastOrderAt) {

    private static final Grouping<TransactionView> QUESTION = Grouping.by(CUSTOMER, CURRENCY)
            .count("orders", valid(TransactionKind.ORDER))
            .sum("ordered", AMOUNT, valid(TransactionKind.ORDER))
            .sum("returned", AMOUNT, valid(TransactionKind.RETURN))
            .sum("paid", AMOUNT, valid(TransactionKind.PAYMENT))
            .sum("refunded", AMOUNT, valid(TransactionKind.REFUND))
            .min("first", AT, valid(TransactionKind.ORDER))
            .max("last", AT, valid(TransactionKind.ORDER));

    /** Of each customer that has any, by currency: one question for all of them. */
    public static ListMultimap<CustomerId, Purchases> of(Reader reader, Collection<CustomerId> customers) {
        return reader.views(TransactionView.TYPE).group(VALID.and(CUSTOMER.in(customers)), QUESTION).stream()
                .collect(ImmutableListMultimap.toImmutableListMultimap(
                        group -> new CustomerId((UUID) Objects.requireNonNull(group.key())), Purchases::read));
    }

    /** Those of two customers in the same currency, or of one and of several. */
    public Purchases plus(Purchases other) {
        return new Purchases(
                currency,
                orders + other.orders,
                ordered.plus(other.ordered),
                returned.plus(other.returned),
                paid.plus(other.paid),
                refunded.plus(other.refunded),
                Stream.of(this, other)
                        .map(Purchases::firstOrderAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                Stream.of(this, other)
                        .map(Purchases::lastOrderAt)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    /** What was bought and kept. */
    public Money net() {
        return ordered.minus(returned);
    }

    private static Purchases read(Group group) {
        CurrencyUnit currency =
                CurrencyUnit.of((String) Objects.requireNonNull(group.keys().get(1)));
        return new Purchases(
                currency,
                group.count("orders"),
                money(group, "ordered", currency),
                money(group, "returned", currency),
                money(group, "paid", currency),
                money(group, "refunded", currency),
                (Instant) group.figures().get("first"),
                (Instant) group.figures().get("last"));
    }

    private static Money money(Group group, String measure, CurrencyUnit currency) {
        BigDecimal sum = group.decimal(measure);
        return sum == null ? Money.zero(currency) : Money.of(currency, sum, RoundingMode.UNNECESSARY);
    }
}
