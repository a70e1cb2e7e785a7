package io.guanxi.application.duplicate;

import io.guanxi.application.Recorded;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.duplicate.DuplicateEvent;
import io.guanxi.domain.duplicate.DuplicateEvent.Allowed;
import io.guanxi.domain.duplicate.DuplicateEvent.Suspected;
import io.guanxi.domain.duplicate.MatchRule;
import io.guanxi.domain.duplicate.Suspicion;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Personal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was noted about a customer's duplicates: that another may be the same, or that it was registered all the same.
 *
 * @param other who may be the same; null where the customer was let in
 * @param rule what speaks most for it; null as well
 * @param probability 0 to 1; null as well
 * @param reason why the customer was let in; null where another may be the same
 * @param actor who let it in, or whoever the CRM acted for
 */
public record DuplicateView(
        Id id,
        CustomerId customer,
        @Nullable CustomerId other,
        @Nullable MatchRule rule,
        @Nullable BigDecimal probability,
        @Personal @Nullable String reason,
        String actor,
        Instant at)
        implements View {

    /** The identity of one note. */
    public record Id(UUID value) implements AggregateId {}

    private static final ViewType.Builder<DuplicateView> V = ViewType.of("duplicate", DuplicateView.class);

    public static final Reference<DuplicateView, CustomerId> CUSTOMER =
            V.belongsTo("customer", CustomerId.class, DuplicateView::customer);
    public static final Reference<DuplicateView, CustomerId> OTHER =
            V.reference("other", CustomerId.class, DuplicateView::other);
    public static final Attribute<DuplicateView, MatchRule> RULE =
            V.oneOf("rule", MatchRule.class, DuplicateView::rule);
    public static final Ordered<DuplicateView, BigDecimal> PROBABILITY =
            V.decimal("probability", DuplicateView::probability);
    public static final Text<DuplicateView> ACTOR = V.text("actor", DuplicateView::actor);
    public static final Ordered<DuplicateView, Instant> AT = V.instant("at", DuplicateView::at);

    public static final ViewType<DuplicateView> TYPE = V.each(
                    Allowed.class, it -> noted(it, null, null, null, it.event().reason()))
            .each(
                    Suspected.class,
                    it -> noted(
                            it,
                            it.event().other(),
                            it.event().rule(),
                            it.event().probability(),
                            null))
            .list()
            .by(PROBABILITY)
            .list(CUSTOMER)
            .by(AT)
            .list(OTHER)
            .by(AT)
            .build();

    private static DuplicateView noted(
            Recorded<? extends DuplicateEvent> recorded,
            @Nullable CustomerId other,
            @Nullable MatchRule rule,
            @Nullable BigDecimal probability,
            @Nullable String reason) {
        return new DuplicateView(
                new Id(recorded.eventId()),
                recorded.event().customer(),
                other,
                rule,
                probability,
                reason,
                recorded.meta().actor(),
                recorded.meta().happenedAt());
    }

    /** What is suspected; empty where the customer was let in. */
    public Optional<Suspicion> suspicion() {
        return other == null || rule == null || probability == null
                ? Optional.empty()
                : Optional.of(new Suspicion(customer, other, rule, probability.doubleValue()));
    }
}
