package io.guanxi.application.customer;

import io.guanxi.application.Meta;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerEvent.MergedInto;
import io.guanxi.domain.customer.CustomerEvent.SurvivorChanged;
import io.guanxi.domain.customer.CustomerEvent.Unmerged;
import io.guanxi.domain.customer.CustomerId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a customer was merged into another, last: as long as it holds, whatever refers to the customer counts for its survivor.
 *
 * @param id the one that was merged
 * @param into the one that it was merged into
 * @param survivor by whose name both go now; null if the merging was taken back
 * @param mergedBy the actor's id
 * @param unmergedAt null while it holds
 */
@RecordBuilder
public record MergeView(
        CustomerId id,
        CustomerId into,
        @Nullable CustomerId survivor,
        String mergedBy,
        Instant mergedAt,
        @Nullable Instant unmergedAt)
        implements View, MergeViewBuilder.With {

    private static final ViewType.Builder<MergeView> V = ViewType.of("customer_merge", MergeView.class);

    public static final Reference<MergeView, CustomerId> INTO =
            V.reference("into_customer", CustomerId.class, MergeView::into);
    public static final Reference<MergeView, CustomerId> SURVIVOR =
            V.belongsTo("survivor", CustomerId.class, MergeView::survivor);
    public static final Text<MergeView> MERGED_BY = V.text("merged_by", MergeView::mergedBy);
    public static final Ordered<MergeView, Instant> MERGED_AT = V.instant("merged_at", MergeView::mergedAt);
    public static final Ordered<MergeView, Instant> UNMERGED_AT = V.instant("unmerged_at", MergeView::unmergedAt);

    public static final ViewType<MergeView> TYPE = V.startsWith(MergedInto.class, MergeView::merged)
            .on(SurvivorChanged.class, (view, event) -> view.withSurvivor(event.survivor()))
            .on(Unmerged.class, (view, event, meta) -> view.withSurvivor(null).withUnmergedAt(meta.happenedAt()))
            .followsSome()
            .list(SURVIVOR)
            .by(MERGED_AT)
            .build();

    private static MergeView merged(MergedInto event, Meta meta) {
        return new MergeView(event.customerId(), event.into(), event.survivor(), meta.actor(), meta.happenedAt(), null);
    }
}
