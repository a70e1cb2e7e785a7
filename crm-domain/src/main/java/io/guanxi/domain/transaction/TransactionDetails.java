package io.guanxi.domain.transaction;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Personal;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a transaction beside whose it is and when it was.
 *
 * @param amount never negative: the kind says in which direction it goes
 * @param source the host's name for the system that tells of it, such as {@code erp}; at most 50 characters
 * @param number how that system calls it, such as an order's number; unique within the source, at most 100 characters
 * @param channel the host's name for the touchpoint, such as {@code web-shop}; at most 50 characters
 * @param order the order that a return, a payment or a refund is about, if it is about one
 * @param subject what it was about, such as the goods; at most 300 characters
 */
public record TransactionDetails(
        TransactionKind kind,
        Money amount,
        @Nullable String source,
        @Personal @Nullable String number,
        @Nullable String channel,
        @Nullable TransactionId order,
        @Personal @Nullable String subject) {

    public TransactionDetails {
        Check.amount("amount", amount);
        source = Check.optionalText("source", source, 50);
        number = Check.optionalText("number", number, 100);
        channel = Check.optionalText("channel", channel, 50);
        subject = Check.optionalText("subject", subject, 300);
    }

    /** All there must be: what it was, and how much. */
    public static TransactionDetails of(TransactionKind kind, Money amount) {
        return new TransactionDetails(kind, amount, null, null, null, null, null);
    }
}
