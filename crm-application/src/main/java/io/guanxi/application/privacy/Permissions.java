package io.guanxi.application.privacy;

import static java.util.Comparator.comparing;

import io.guanxi.application.Crm;
import io.guanxi.application.Reader;
import io.guanxi.application.consent.ConsentFeature;
import io.guanxi.application.consent.ConsentView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.privacy.Permission.Reason;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.consent.ConsentPolicy;
import io.guanxi.domain.consent.ConsentTopic;
import io.guanxi.domain.customer.CustomerId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may be contacted for what, by which channel. It is asked of views, which change in the transaction of a command: a withdrawal
 * counts from the very next question on, in the same transaction too.
 *
 * <pre>{@code
 * Permissions permissions = Permissions.of(crm);
 * permissions.mayContact(session, topic, now).allowed();
 * session.views(CustomerView.TYPE).find(permissions.reachable("newsletter", "email", now), first(500));
 * }</pre>
 *
 * <p>A withdrawal counts whatever instant is asked for; a consent from when it was given until it expires. One who may not see a customer's consents is told that nothing was said. Of customers whom only the host knows, consents alone
 * are asked.
 *
 * @param policy what holds while nothing was said, or what was said has expired
 */
public record Permissions(ConsentPolicy policy) {

    private static final CustomerId NOBODY = new CustomerId(new UUID(0, 0));

    /**
     * Under the policy of the CRM's feature.
     *
     * @throws IllegalArgumentException if it was built without consents
     */
    public static Permissions of(Crm crm) {
        return crm.features().stream()
                .filter(ConsentFeature.class::isInstance)
                .map(each -> new Permissions(((ConsentFeature) each).policy()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("This CRM knows of no consents"));
    }

    /** Whether somebody may be contacted, and why. Of customers who are the same, what any of them withdrew is withdrawn. */
    public Permission mayContact(Reader reader, ConsentTopic topic, Instant at) {
        Reason obstacle = obstacle(reader, topic.customer());
        if (obstacle != null) {
            return new Permission(false, obstacle, null, null);
        }
        return reader
                .views(ConsentView.TYPE)
                .find(
                        ConsentView.CUSTOMER
                                .is(topic.customer())
                                .and(ConsentView.about(topic.purpose(), topic.channel())),
                        PageRequest.first(100).byId())
                .views()
                .stream()
                .filter(each -> each.status() != ConsentView.Status.GIVEN
                        || !each.since().isAfter(at))
                .max(comparing((ConsentView each) -> each.status() != ConsentView.Status.GIVEN)
                        .thenComparing(each -> each.isValidAt(at))
                        .thenComparing(ConsentView::since))
                .map(each -> answer(each, topic, at))
                .orElseGet(() -> silence(topic, Reason.NEVER_ASKED, null, null));
    }

    private static @Nullable Reason obstacle(Reader reader, CustomerId id) {
        CustomerView customer = reader.has(CustomerView.TYPE)
                ? reader.views(CustomerView.TYPE).byId(id).orElse(null)
                : null;
        if (customer == null) {
            return null;
        }
        if (customer.restricted()) {
            return Reason.RESTRICTED;
        }
        return customer.isGone() ? Reason.GONE : null;
    }

    private Permission answer(ConsentView said, ConsentTopic topic, Instant at) {
        if (said.isValidAt(at)) {
            return new Permission(true, Reason.GIVEN, said.since(), said.expiresAt());
        }
        if (said.hasExpiredAt(at)) {
            return silence(topic, Reason.EXPIRED, said.since(), said.expiresAt());
        }
        Reason no = said.status() == ConsentView.Status.ERASED ? Reason.GONE : Reason.WITHDRAWN;
        return new Permission(false, no, said.since(), null);
    }

    private Permission silence(ConsentTopic topic, Reason no, @Nullable Instant since, @Nullable Instant until) {
        return policy.holdsUntilObjection(topic)
                ? new Permission(true, Reason.UNTIL_OBJECTION, since, until)
                : new Permission(false, no, since, until);
    }

    /** All customers who may be contacted: the same answer as {@link #mayContact}, for lists. */
    public Filter<CustomerView> reachable(String purpose, String channel, Instant at) {
        ConsentTopic topic = new ConsentTopic(NOBODY, purpose, channel);
        Filter<ConsentView> about = ConsentView.about(topic.purpose(), topic.channel());
        Filter<CustomerView> yes = having(about.and(ConsentView.validAt(at)));
        Filter<CustomerView> no = having(about.and(ConsentView.STATUS.isNot(ConsentView.Status.GIVEN)));
        return CustomerView.REACHABLE.and(policy.holdsUntilObjection(topic) ? no.not() : yes.and(no.not()));
    }

    private static Filter<CustomerView> having(Filter<ConsentView> consent) {
        return CustomerView.TYPE.having(ConsentView.TYPE, ConsentView.CUSTOMER, consent);
    }
}
