package io.guanxi.application.transaction;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.transaction.Transaction.Status;
import io.guanxi.domain.transaction.TransactionDetails;
import io.guanxi.domain.transaction.TransactionEvent.Booked;
import io.guanxi.domain.transaction.TransactionEvent.Cancelled;
import io.guanxi.domain.transaction.TransactionEvent.Corrected;
import io.guanxi.domain.transaction.TransactionEvent.Reinstated;
import io.guanxi.domain.transaction.TransactionId;
import io.guanxi.domain.transaction.TransactionKind;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as screens, reports and rules see it. This record is the JSON.
 *
 * @param at when it was
 * @param reason of the cancellation; null unless it is cancelled
 */
@RecordBuilder
public record TransactionView(
        TransactionId id,
        CustomerId customer,
        Status status,
        TransactionDetails details,
        Instant at,
        @Nullable String reason,
        Instant changedAt)
        implements View, TransactionViewBuilder.With {

    private static final ViewType.Builder<TransactionView> V = ViewType.of("transaction", TransactionView.class);

    /** Goes with the customer. */
    public static final Reference<TransactionView, CustomerId> CUSTOMER =
            V.belongsTo("customer", CustomerId.class, TransactionView::customer);

    public static final Attribute<TransactionView, Status> STATUS =
            V.oneOf("status", Status.class, TransactionView::status);
    public static final Attribute<TransactionView, TransactionKind> KIND =
            V.oneOf("kind", TransactionKind.class, view -> view.details().kind());
    public static final Ordered<TransactionView, BigDecimal> AMOUNT =
            V.decimal("amount", view -> view.details().amount().getAmount());
    public static final Text<TransactionView> CURRENCY =
            V.text("currency", view -> view.details().amount().getCurrencyUnit().getCode());
    public static final Text<TransactionView> SOURCE =
            V.text("source", view -> view.details().source());
    public static final Text<TransactionView> NUMBER =
            V.text("number", view -> view.details().number());
    public static final Text<TransactionView> CHANNEL =
            V.text("channel", view -> view.details().channel());
    public static final Reference<TransactionView, TransactionId> ORDER = V.reference(
            "ordered_by", TransactionId.class, view -> view.details().order());
    public static final Ordered<TransactionView, Instant> AT = V.instant("at", TransactionView::at);
    public static final Ordered<TransactionView, Instant> CHANGED_AT =
            V.instant("changed_at", TransactionView::changedAt);

    /** Not cancelled. */
    public static final Filter<TransactionView> VALID = STATUS.is(Status.VALID);

    public static final ViewType<TransactionView> TYPE = V.startsWith(Booked.class, TransactionView::booked)
            .on(Corrected.class, (view, event, meta) -> view.changed(meta).withDetails(event.details()))
            .on(
                    Cancelled.class,
                    (view, event, meta) ->
                            view.changed(meta).withStatus(Status.CANCELLED).withReason(event.reason()))
            .on(
                    Reinstated.class,
                    (view, event, meta) ->
                            view.changed(meta).withStatus(Status.VALID).withReason(null))
            .list(CUSTOMER)
            .by(AT)
            .list(KIND)
            .by(AT)
            .build();

    /** What counts of one kind. */
    public static Filter<TransactionView> valid(TransactionKind kind) {
        return VALID.and(KIND.is(kind));
    }

    private static TransactionView booked(Booked event, Meta meta) {
        return new TransactionView(
                event.transactionId(),
                event.customerId(),
                Status.VALID,
                event.details(),
                meta.happenedAt(),
                null,
                meta.happenedAt());
    }

    /** {@code erp:SO-4711}, of what the other system calls by a number. */
    Set<String> numbers() {
        return details.number() == null
                ? ImmutableSet.of()
                : ImmutableSet.of(Strings.nullToEmpty(details.source()) + ":" + details.number());
    }

    private TransactionView changed(Meta meta) {
        return withChangedAt(meta.happenedAt());
    }
}
