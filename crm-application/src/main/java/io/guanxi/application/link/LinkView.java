package io.guanxi.application.link;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.link.ForeignId;
import io.guanxi.domain.link.Link;
import io.guanxi.domain.link.LinkEvent;
import io.guanxi.domain.link.LinkEvent.Joined;
import io.guanxi.domain.link.LinkEvent.Linked;
import io.guanxi.domain.link.LinkEvent.Unlinked;
import io.guanxi.domain.link.LinkId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What other systems call one record: {@code LinkView.KEYS.has("erp:4711")}. This record is the JSON.
 *
 * @param target the record's identity
 * @param kind what it is, in the plural, such as {@code opportunities}
 */
public record LinkView(LinkId id, UUID target, String kind, List<ForeignId> identities, Instant changedAt)
        implements View {

    private static final ViewType.Builder<LinkView> V = ViewType.of("link", LinkView.class);
    private static final Set<String> OF_CUSTOMERS = Set.of("organisations", "people");

    /** Of customers, with whom it goes. */
    public static final Reference<LinkView, CustomerId> CUSTOMER =
            V.belongsTo("customer", CustomerId.class, LinkView::customer);

    public static final Text<LinkView> KIND = V.text("kind", LinkView::kind);

    /** {@code erp:4711}. */
    public static final Many<LinkView> KEYS = V.texts(
            "keys", view -> view.identities().stream().map(ForeignId::key).collect(ImmutableSet.toImmutableSet()));

    public static final Many<LinkView> SOURCES = V.texts("sources", LinkView::sources);
    public static final Ordered<LinkView, Instant> CHANGED_AT = V.instant("changed_at", LinkView::changedAt);

    public static final ViewType<LinkView> TYPE = V.startsWith(
                    Linked.class,
                    (event, meta) -> new LinkView(
                            event.linkId(), event.target(), event.kind(), List.of(event.identity()), meta.happenedAt()))
            .on(Joined.class, LinkView::after)
            .on(Unlinked.class, LinkView::after)
            .personal(Personal.Kind.IDENTITY, KEYS)
            .list(KIND)
            .by(CHANGED_AT)
            .build();

    public Set<String> sources() {
        return identities.stream().map(ForeignId::source).collect(ImmutableSet.toImmutableSet());
    }

    private @Nullable CustomerId customer() {
        return OF_CUSTOMERS.contains(kind) ? new CustomerId(target) : null;
    }

    private LinkView after(LinkEvent event, Meta meta) {
        return new LinkView(
                id,
                target,
                kind,
                Link.DECIDER.evolve(new Link(true, identities, Set.of()), event).identities(),
                meta.happenedAt());
    }
}
