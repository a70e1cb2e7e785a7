package io.guanxi.application.customer;

import io.guanxi.application.Meta;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerEvent.ClaimedFromPool;
import io.guanxi.domain.customer.CustomerEvent.DistributedFromPool;
import io.guanxi.domain.customer.CustomerEvent.ReleasedToPool;
import io.guanxi.domain.customer.CustomerEvent.WithdrawnFromPool;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.Lapse;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a customer is in a public pool, or was last: why it went there, and who was given it last. Times are those of the recording, whatever
 * somebody says. Who was archived, merged or erased meanwhile has its row, too: {@link Pool#customers()} finds those alone that can be had.
 *
 * @param pool null when it is in none any more
 * @param releasedFrom who owned it before; null if nobody did
 * @param releasedBy the actor's id: who gave it up or recalled it, or the duty that asks the rules
 * @param lapse why a rule took it; null if somebody gave it up, whose reason its history tells
 * @param givenFrom the pool that somebody was given it from, last; null if nobody was yet
 * @param givenTo who was given it from there
 * @param givenBy the actor's id: the new owner's, who has claimed it, or whose who has distributed it
 * @param givenAt when
 */
@RecordBuilder
public record PooledCustomerView(
        CustomerId id,
        @Nullable String pool,
        @Nullable String releasedFrom,
        String releasedBy,
        Instant releasedAt,
        @Nullable Lapse lapse,
        @Nullable String givenFrom,
        @Nullable String givenTo,
        @Nullable String givenBy,
        @Nullable Instant givenAt)
        implements View, PooledCustomerViewBuilder.With {

    private static final ViewType.Builder<PooledCustomerView> V =
            ViewType.of("pooled_customer", PooledCustomerView.class);

    public static final Reference<PooledCustomerView, CustomerId> CUSTOMER =
            V.reference("customer", CustomerId.class, PooledCustomerView::id);
    public static final Text<PooledCustomerView> POOL = V.text("pool", PooledCustomerView::pool);
    public static final Text<PooledCustomerView> RELEASED_FROM =
            V.text("released_from", PooledCustomerView::releasedFrom);
    public static final Text<PooledCustomerView> RELEASED_BY = V.text("released_by", PooledCustomerView::releasedBy);
    public static final Ordered<PooledCustomerView, Instant> RELEASED_AT =
            V.instant("released_at", PooledCustomerView::releasedAt);

    /** The rule that took it. */
    public static final Text<PooledCustomerView> RULE =
            V.text("rule", view -> view.lapse() == null ? null : view.lapse().rule());

    public static final Text<PooledCustomerView> GIVEN_FROM = V.text("given_from", PooledCustomerView::givenFrom);
    public static final Text<PooledCustomerView> GIVEN_TO = V.text("given_to", PooledCustomerView::givenTo);
    public static final Text<PooledCustomerView> GIVEN_BY = V.text("given_by", PooledCustomerView::givenBy);
    public static final Ordered<PooledCustomerView, Instant> GIVEN_AT =
            V.instant("given_at", PooledCustomerView::givenAt);

    public static final ViewType<PooledCustomerView> TYPE = V.startsWith(
                    ReleasedToPool.class, PooledCustomerView::released)
            .on(WithdrawnFromPool.class, (view, event) -> view.withPool(null))
            .on(ClaimedFromPool.class, (view, event, meta) -> view.given(event.pool(), event.owner(), meta))
            .on(DistributedFromPool.class, (view, event, meta) -> view.given(event.pool(), event.owner(), meta))
            .followsSome()
            .list(POOL)
            .by(RELEASED_AT)
            .list(GIVEN_TO)
            .by(GIVEN_AT)
            .build();

    /** Whoever goes from one pool to another was released before. */
    private static PooledCustomerView released(@Nullable PooledCustomerView before, ReleasedToPool event, Meta meta) {
        if (before != null && before.pool != null) {
            return before.withPool(event.pool());
        }
        return new PooledCustomerView(
                event.customerId(),
                event.pool(),
                event.from(),
                meta.actor(),
                meta.recordedAt(),
                event.lapse(),
                before == null ? null : before.givenFrom,
                before == null ? null : before.givenTo,
                before == null ? null : before.givenBy,
                before == null ? null : before.givenAt);
    }

    private PooledCustomerView given(String from, String owner, Meta meta) {
        return withPool(null)
                .withGivenFrom(from)
                .withGivenTo(owner)
                .withGivenBy(meta.actor())
                .withGivenAt(meta.recordedAt());
    }
}
