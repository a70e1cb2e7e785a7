package io.guanxi.application.customer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.Lapse;
import io.guanxi.domain.kernel.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    private static final int MOST = 20;

    private final String name;
    private final Duration after;
    private final ImmutableList<Ordered<CustomerView, Instant>> since;
    private final Instant inForceSince;
    private final Filter<CustomerView> whose;
    private final ImmutableMap<String, Filter<CustomerView>> unless;

    private PoolRule(Builder builder) {
        name = builder.name;
        after = builder.after;
        since = ImmutableList.<Ordered<CustomerView, Instant>>builder()
                .add(CustomerView.OWNED_SINCE)
                .addAll(builder.since)
                .build();
        inForceSince = builder.inForceSince;
        whose = builder.whose;
        unless = ImmutableMap.copyOf(builder.unless);
    }

    /** @param name at most 50 characters; it stands in the log with each customer that is taken */
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
        private Instant inForceSince = Instant.EPOCH;

        private Builder(String name) {
            this.name = Check.text("rule", name, 50);
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

        /**
         * Since when the rule is in force: from no earlier moment on does the time count, so that a new rule takes nobody's customers
         * overnight. Customers that are imported have been theirs who own them since the time of their rows: say when the import was.
         */
        public Builder inForceSince(Instant begin) {
            inForceSince = begin;
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
            unless.put(Check.text("unless", name, 200), exception);
            return this;
        }

        public PoolRule build() {
            Check.that(
                    unless.size() <= MOST && since.size() < MOST,
                    name,
                    "size",
                    "must have at most " + MOST + " of each");
            return new PoolRule(this);
        }
    }

    public String name() {
        return name;
    }

    /** Those that the rule will take one day as things are, or takes now. */
    Filter<CustomerView> concerned() {
        Filter<CustomerView> concerned = CustomerView.REACHABLE
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
        if (latest.isBefore(inForceSince)) {
            return Filter.nothing();
        }
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
        Instant begin = last.isBefore(inForceSince) ? inForceSince : last;
        Set<String> renewedBy = since.stream().map(ViewType::jsonName).collect(Collectors.toSet());
        return new Lapse(name, times, begin.plus(after), renewedBy, unless.keySet());
    }
}
