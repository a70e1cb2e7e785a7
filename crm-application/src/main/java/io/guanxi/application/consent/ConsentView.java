package io.guanxi.application.consent;

import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.consent.ConsentEvent;
import io.guanxi.domain.consent.ConsentEvent.Given;
import io.guanxi.domain.consent.ConsentEvent.Withdrawn;
import io.guanxi.domain.consent.ConsentId;
import io.guanxi.domain.consent.ConsentTopic;
import io.guanxi.domain.consent.Evidence;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person has said last about one purpose and channel.
 *
 * @param evidence of what was said last
 * @param since when it was said
 * @param expiresAt from when on it counts no more; null for until it is withdrawn
 */
public record ConsentView(
        ConsentId id,
        CustomerId customer,
        String purpose,
        String channel,
        Status status,
        @Personal Evidence evidence,
        Instant since,
        @Nullable Instant expiresAt)
        implements View {

    /** What was said last; {@code ERASED} when nobody knows any more. */
    public enum Status {
        GIVEN,
        WITHDRAWN,
        ERASED
    }

    private static final ViewType.Builder<ConsentView> V = ViewType.of("consent", ConsentView.class);

    /** Whose it is, with whom it goes. */
    public static final Reference<ConsentView, CustomerId> CUSTOMER =
            V.belongsTo("customer", CustomerId.class, ConsentView::customer);

    public static final Text<ConsentView> PURPOSE = V.text("purpose", ConsentView::purpose);
    public static final Text<ConsentView> CHANNEL = V.text("channel", ConsentView::channel);
    public static final Attribute<ConsentView, Status> STATUS = V.oneOf("status", Status.class, ConsentView::status);
    public static final Ordered<ConsentView, Instant> SINCE = V.instant("since", ConsentView::since);
    public static final Ordered<ConsentView, Instant> EXPIRES_AT = V.instant("expires_at", ConsentView::expiresAt);

    public static final ViewType<ConsentView> TYPE = V.startsWith(Given.class, ConsentView::given)
            .startsWith(Withdrawn.class, ConsentView::withdrawn)
            .list(CUSTOMER)
            .by(SINCE)
            .list(PURPOSE, CHANNEL)
            .by(SINCE)
            .build();

    /** Those that say yes at an instant: said before, not withdrawn, not expired. */
    public static Filter<ConsentView> validAt(Instant at) {
        return STATUS.is(Status.GIVEN)
                .and(SINCE.atMost(at))
                .and(EXPIRES_AT.absent().or(EXPIRES_AT.moreThan(at)));
    }

    /** Those about a purpose and a channel, whosever they are. */
    public static Filter<ConsentView> about(String purpose, String channel) {
        return PURPOSE.is(purpose).and(CHANNEL.is(channel));
    }

    /** Whether it says yes at an instant. */
    public boolean isValidAt(Instant at) {
        return status == Status.GIVEN && !since.isAfter(at) && !hasExpiredAt(at);
    }

    /** Whether it said yes until some time before. */
    public boolean hasExpiredAt(Instant at) {
        return status == Status.GIVEN && expiresAt != null && !expiresAt.isAfter(at);
    }

    ConsentTopic topic() {
        return new ConsentTopic(customer, purpose, channel);
    }

    private static ConsentView given(Given event) {
        return view(event, Status.GIVEN, event.evidence(), event.expiresAt());
    }

    private static ConsentView withdrawn(Withdrawn event) {
        return view(event, Status.WITHDRAWN, event.evidence(), null);
    }

    /** What nobody can prove any more counts no more. */
    private static ConsentView view(ConsentEvent event, Status said, Evidence evidence, @Nullable Instant expiresAt) {
        ConsentTopic topic = event.topic();
        return new ConsentView(
                event.consentId(),
                topic.customer(),
                topic.purpose(),
                topic.channel(),
                evidence.equals(Evidence.ERASED) ? Status.ERASED : said,
                evidence,
                event.saidAt(),
                expiresAt);
    }
}
