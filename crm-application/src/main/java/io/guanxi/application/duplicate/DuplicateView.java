package io.guanxi.application.duplicate;

import io.guanxi.application.Meta;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.duplicate.DuplicateEvent.Allowed;
import io.guanxi.domain.duplicate.DuplicateId;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;

/**
 * That a customer may be registered who is like others.
 *
 * @param actor who says so
 */
public record DuplicateView(
        DuplicateId id, CustomerId customer, @Personal String reason, String actor, Instant at) implements View {

    private static final ViewType.Builder<DuplicateView> V = ViewType.of("duplicate", DuplicateView.class);

    public static final Reference<DuplicateView, CustomerId> CUSTOMER =
            V.belongsTo("customer", CustomerId.class, DuplicateView::customer);
    public static final Text<DuplicateView> ACTOR = V.text("actor", DuplicateView::actor);
    public static final Ordered<DuplicateView, Instant> AT = V.instant("at", DuplicateView::at);

    public static final ViewType<DuplicateView> TYPE = V.startsWith(Allowed.class, DuplicateView::allowed)
            .list(CUSTOMER)
            .by(AT)
            .list()
            .by(AT)
            .build();

    private static DuplicateView allowed(Allowed event, Meta meta) {
        return new DuplicateView(
                event.duplicateId(), event.customerId(), event.reason(), meta.actor(), meta.happenedAt());
    }
}
