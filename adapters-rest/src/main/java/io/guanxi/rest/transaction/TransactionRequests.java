package io.guanxi.rest.transaction;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.transaction.TransactionId;
import io.guanxi.domain.transaction.TransactionKind;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What arrives for each of a transaction's commands. */
final class TransactionRequests {

    private TransactionRequests() {}

    /**
     * @param number how the source calls it
     * @param order the order that a return, a payment or a refund is about
     */
    record Book(
            @NotNull CustomerId customer,
            @NotNull TransactionKind kind,
            @NotNull Money amount,
            @Size(max = 50) @Nullable String source,
            @Size(max = 100) @Nullable String number,
            @Size(max = 50) @Nullable String channel,
            @Nullable TransactionId order,
            @Size(max = 300) @Nullable String subject) {}

    record Correct(
            @NotNull TransactionKind kind,
            @NotNull Money amount,
            @Size(max = 50) @Nullable String source,
            @Size(max = 100) @Nullable String number,
            @Size(max = 50) @Nullable String channel,
            @Nullable TransactionId order,
            @Size(max = 300) @Nullable String subject) {}

    record Cancel(@NotBlank @Size(max = 500) String reason) {}

    record Reinstate(@NotBlank @Size(max = 500) String reason) {}
}
