package io.guanxi.application.customer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.Lapse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a customer goes from its owner to a public pool: so long after it was given to the owner or something else has happened last,
 * unless it is an exception.
 *
 * <pre>{@code
 * PoolRule.named("no-contact-for-30-days")
 *         .after(Duration.ofDays(30))
 *         .since(CustomerView.LAST_CONTACT)
 *         .unless("a deal", CustomerView.DEALT.is(true))
 *         .build()
 * }</pre>
 *
 * A locked customer stays with its owner, whatever the rules say.
 */
public final class PoolRule {

    private final String name;
    private final Duration after;
    private final ImmutableList<Ordered<CustomerView, Instant>> since;
    private final Filter<CustomerView> whose;
    private final ImmutableMap<String, Filter<CustomerView>> unless;

    private PoolRule(Builder builder) {
        name = builder.name;
        after = builder.after;
        since = ImmutableList.<Ordered<CustomerView, Instant>>builder()
                .add(CustomerView.OWNED_SINCE)
                .addAll(builder.since)
                .build();
        whose = builder.whose;
        unless = ImmutableMap.copyOf(builder.unless);
    }

    /** @param name at most 200 characters; it stands in the log with each customer that is taken */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** A rule while it is written down. */
    public static final class Builder {

        private final String name;
        private final List<Ordered<CustomerView, Instant>> since = new ArrayList<>();
        private final Map<String, Filter<CustomerView>> unless = new TreeMap<>();
        private Duration after = Duration.ofDays(30);
        private Filter<CustomerView> whose = Filter.everything();

        private Builder(String name) {
            this.name = name;
        }

        /** How long it takes; 30 days, if not said. */
        public Builder after(Duration after) {
            this.after = after;
            return this;
        }

        /** From when on the time counts, beside the moment at which the owner was given the customer: from the latest of all. */
        public Builder since(Ordered<CustomerView, Instant> last) {
            since.add(last);
            return this;
        }

        /** Which customers the rule is for, such as those of one level; all, if not said. */
        public Builder whose(Filter<CustomerView> whose) {
            this.whose = whose;
            return this;
        }

        /**
         * What keeps a customer with its owner.
         *
         * @param name how an explanation calls it, at most 200 characters
         */
        public Builder unless(String name, Filter<CustomerView> exception) {
            unless.put(name, exception);
            return this;
        }

        public PoolRule build() {
            return new PoolRule(this);
        }
    }

    public String name() {
        return name;
    }

    /** Those that the rule will take one day as things are, or takes now. */
    Filter<CustomerView> concerned() {
        Filter<CustomerView> concerned = CustomerView.ACTIVE
                .and(CustomerView.RESTRICTED.is(false))
                .and(CustomerView.LOCKED.is(false))
                .and(CustomerView.OWNER.present())
                .and(whose);
        for (Filter<CustomerView> each : unless.values()) {
            concerned = concerned.and(each.not());
        }
        return concerned;
    }

    /** Those that the rule takes at an instant. */
    Filter<CustomerView> due(Instant now) {
        Instant latest = now.minus(after);
        Filter<CustomerView> due = CustomerView.OWNED_SINCE.atMost(latest);
        for (Ordered<CustomerView, Instant> each : since) {
            due = due.and(each.absent().or(each.atMost(latest)));
        }
        return due.and(concerned());
    }

    /** Why it takes or will take one that it concerns. */
    Lapse lapse(CustomerView view) {
        SortedMap<String, Instant> times = new TreeMap<>();
        for (Ordered<CustomerView, Instant> each : since) {
            if (each.valueOf(view) instanceof Instant time) {
                times.put(ViewType.jsonName(each), time);
            }
        }
        Instant last = Collections.max(times.values());
        return new Lapse(name, ImmutableSortedMap.copyOf(times), last.plus(after), unless.keySet());
    }
}
