package io.guanxi.application.customer;

import static io.guanxi.domain.customer.CustomerRule.CLAIMED_AGAIN_TOO_SOON;
import static io.guanxi.domain.customer.CustomerRule.POOL_CLOSED;
import static io.guanxi.domain.customer.CustomerRule.POOL_RULE_DOES_NOT_HOLD;
import static io.guanxi.domain.customer.CustomerRule.TOO_MANY_CLAIMS;
import static io.guanxi.domain.customer.CustomerRule.TOO_MANY_OWNED;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.Duty;
import io.guanxi.application.Reader;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand.RecycleToPool;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.Lapse;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A public pool (公海): customers that nobody owns, who may claim them, and the rules by which it takes them from those who leave them
 * alone.
 *
 * <pre>{@code
 * Pool.named("public")
 *         .takes(PoolRule.named("no-contact-for-30-days")
 *                 .after(Duration.ofDays(30))
 *                 .since(CustomerView.LAST_CONTACT)
 *                 .unless("a deal", CustomerView.DEALT.is(true))
 *                 .build())
 *         .bars(Duration.ofDays(7))
 *         .gives(20, 300)
 *         .build()
 * }</pre>
 *
 * Rules are asked when duties are, and by {@code crm.runDue()}; of several that hold, the first takes the customer. What a rule found stands
 * in the event, so that it can be told why a customer went, and what would have kept it: see {@link Lapse}.
 */
public final class Pool {

    private final String name;
    private final ImmutableList<PoolRule> rules;
    private final Predicate<String> open;
    private final Duration barred;
    private final int aDay;
    private final int most;
    private final Filter<CustomerView> counted;

    private Pool(Builder builder) {
        name = builder.name;
        rules = ImmutableList.copyOf(builder.rules);
        open = builder.open;
        barred = builder.barred;
        aDay = builder.aDay;
        most = builder.most;
        counted = builder.counted;
    }

    /** @param name at most 50 characters; it stands in the log with each customer */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** A pool while it is written down. */
    public static final class Builder {

        private final String name;
        private final List<PoolRule> rules = new ArrayList<>();
        private Predicate<String> open = user -> true;
        private Duration barred = Duration.ZERO;
        private int aDay = Integer.MAX_VALUE;
        private int most = Integer.MAX_VALUE;
        private Filter<CustomerView> counted = Filter.everything();

        private Builder(String name) {
            this.name = Check.text("pool", name, 50);
        }

        public Builder takes(PoolRule rule) {
            rules.add(rule);
            return this;
        }

        /** Which users may have customers of the pool, by their ids; everybody, if not said. */
        public Builder openTo(Predicate<String> users) {
            open = users;
            return this;
        }

        /** How long whoever gave a customer up, or was taken it by a rule, may not claim it again; not at all, if not said. */
        public Builder bars(Duration lastOwner) {
            barred = lastOwner;
            return this;
        }

        /**
         * How many customers one may claim on one day of the CRM's time zone, and how many one may own whom the pool gives another (库容); as
         * many as one likes, if not said. Those that are claimed at the same moment may be more; a claim counts until
         * the customer is given again.
         */
        public Builder gives(int aDay, int most) {
            this.aDay = aDay;
            this.most = most;
            return this;
        }

        /** Which customers count as owned, for {@link #gives}: such as those without a deal. All, if not said. */
        public Builder counting(Filter<CustomerView> counted) {
            this.counted = counted;
            return this;
        }

        public Pool build() {
            return new Pool(this);
        }
    }

    public String name() {
        return name;
    }

    /**
     * Until when a customer stays with its owner as things are, and why it goes then: the first rule to take it. Empty if none does.
     * Rules see everything: where they ask of other views, ask with a session that does, too.
     *
     * @param reader who asks, for a customer that is to be seen
     */
    public Optional<Lapse> next(Reader reader, CustomerId customer) {
        return reader.views(CustomerView.TYPE).byId(customer).stream()
                .flatMap(view -> rules.stream()
                        .filter(rule -> holds(rule.concerned(), customer, reader))
                        .map(rule -> rule.lapse(view)))
                .min(Comparator.comparing(Lapse::until));
    }

    /** The customers that can be had from the pool. */
    public Filter<CustomerView> customers() {
        return CustomerView.REACHABLE
                .and(CustomerView.OWNER.absent())
                .and(CustomerView.TYPE.having(
                        PooledCustomerView.TYPE, PooledCustomerView.TYPE.id(), PooledCustomerView.POOL.is(name)));
    }

    /** When whoever owned a customer of this pool last, and left it, may claim it again. */
    public Instant freeAgain(PooledCustomerView pooled) {
        return pooled.releasedAt().plus(barred);
    }

    Stream<Duty<?>> duties() {
        return IntStream.range(0, rules.size()).mapToObj(i -> duty(i + 1, rules.get(i)));
    }

    private Duty<CustomerView> duty(int number, PoolRule rule) {
        return new Duty<>(
                "pool-" + name + "-" + number + "-" + rule.name(),
                CustomerView.TYPE,
                rule::due,
                view -> new RecycleToPool(view.id(), name, rule.lapse(view)));
    }

    /** A rule that has held a moment ago may hold no more. */
    void requireLapsed(RecycleToPool command, CallContext context, Reader reader) {
        String named = command.lapse().rule();
        if (rules.stream()
                .noneMatch(each -> each.name().equals(named)
                        && holds(each.due(context.recordedAt()), command.customerId(), reader))) {
            throw POOL_RULE_DOES_NOT_HOLD.refused(named);
        }
    }

    void requireClaimable(PooledCustomerView pooled, CallContext context, Reader reader) {
        String claimer = context.actor().id();
        Instant free = freeAgain(pooled);
        boolean left = pooled.lapse() != null || claimer.equals(pooled.releasedBy());
        if (left
                && claimer.equals(pooled.releasedFrom())
                && context.recordedAt().isBefore(free)) {
            throw CLAIMED_AGAIN_TOO_SOON.refused(claimer, free);
        }
        Instant today = context.recordedAt()
                .atZone(context.zone())
                .toLocalDate()
                .atStartOfDay(context.zone())
                .toInstant();
        if (aDay < Integer.MAX_VALUE
                && reader.views(PooledCustomerView.TYPE)
                                .count(PooledCustomerView.GIVEN_TO
                                        .is(claimer)
                                        .and(PooledCustomerView.GIVEN_AT.atLeast(today))
                                        .and(PooledCustomerView.GIVEN_BY.is(claimer))
                                        .and(PooledCustomerView.GIVEN_FROM.is(name)))
                        >= aDay) {
            throw TOO_MANY_CLAIMS.refused(claimer, aDay);
        }
        requireRoom(claimer, reader);
    }

    /** Whoever distributes customers is not bound by what one may claim, but by how many one may own. */
    void requireRoom(String user, Reader reader) {
        if (!open.test(user)) {
            throw POOL_CLOSED.refused(name, user);
        }
        if (most < Integer.MAX_VALUE
                && reader.views(CustomerView.TYPE)
                                .count(CustomerView.REACHABLE
                                        .and(CustomerView.OWNER.is(user))
                                        .and(counted))
                        >= most) {
            throw TOO_MANY_OWNED.refused(user, most);
        }
    }

    private static boolean holds(Filter<CustomerView> filter, CustomerId customer, Reader reader) {
        return reader.views(CustomerView.TYPE)
                        .count(new Filter.OneOf<CustomerView>(CustomerView.TYPE.id(), List.of(customer.value()))
                                .and(filter))
                > 0;
    }
}
