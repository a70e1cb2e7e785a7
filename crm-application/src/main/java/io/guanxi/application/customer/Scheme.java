package io.guanxi.application.customer;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.Duty;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand.Classify;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How customers are classified by facts: rules in order, the first of which holds says where a customer stands. Nobody sets it by
 * hand, but {@link io.guanxi.domain.customer.CustomerCommand.OverrideClass} overrides it. Entered and left as events, with the name of
 * the rule:
 *
 * <pre>{@code
 * Scheme.named(Scheme.TIER)
 *         .rule("spent-10000-in-a-year", "gold", now -> CustomerView.TYPE.having(
 *                 TransactionView.TYPE,
 *                 TransactionView.CUSTOMER,
 *                 TransactionView.valid(ORDER).and(AT.atLeast(now.minus(Duration.ofDays(365)))),
 *                 Total.of(TransactionView.AMOUNT).atLeast(10_000)))
 *         .rule("bought-once", "silver", now -> CustomerView.DEALT.is(true))
 *         .build()
 * }</pre>
 *
 * Rules are asked when duties are, and by {@code crm.runDue()}. Each asks for those customers alone that stand elsewhere; what it asks
 * of other views it asks of all of them, once.
 */
public final class Scheme {

    /** The scheme whose places {@link CustomerView#LIFE_CYCLE} shows. */
    public static final String LIFE_CYCLE = "life-cycle";

    /** The scheme whose places {@link CustomerView#TIER} shows. */
    public static final String TIER = "tier";

    private record Rule(String name, String place, Function<Instant, Filter<CustomerView>> holds) {}

    private final String name;
    private final ImmutableList<Rule> rules;

    private Scheme(String name, List<Rule> rules) {
        this.name = name;
        this.rules = ImmutableList.copyOf(rules);
    }

    /** @param name 1 to 50 of a-z, 0-9 and -; it stands in the log with each event */
    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    /** A scheme while it is written down. */
    public static final class Builder {

        private final String name;
        private final List<Rule> rules = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * The next rule, for those for whom none before it holds.
         *
         * @param rule its name, the reason that the events give; at most 500 characters
         * @param place 1 to 50 of a-z, 0-9 and -
         * @param holds for whom, at an instant
         */
        public Builder rule(String rule, String place, Function<Instant, Filter<CustomerView>> holds) {
            rules.add(new Rule(rule, place, holds));
            return this;
        }

        public Scheme build() {
            return new Scheme(name, rules);
        }
    }

    /** One for each rule, and one for those for whom none holds any more. */
    Stream<Duty<?>> duties() {
        Stream.Builder<Duty<?>> duties = Stream.builder();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            List<Rule> before = rules.subList(0, i);
            duties.add(duty(
                    i + 1 + "-" + rule.place(),
                    now -> CustomerView.STANDINGS
                            .has(key(name, rule.place()))
                            .not()
                            .and(rule.holds().apply(now))
                            .and(none(before, now)),
                    rule.place(),
                    rule.name()));
        }
        duties.add(duty("none", now -> CustomerView.STANDINGS.has(name).and(none(rules, now)), null, "no rule holds"));
        return duties.build();
    }

    private Duty<CustomerView> duty(
            String which, Function<Instant, Filter<CustomerView>> misplaced, @Nullable String place, String reason) {
        return new Duty<>(
                "classify-" + name + "-" + which,
                CustomerView.TYPE,
                now -> CustomerView.ACTIVE
                        .and(CustomerView.OVERRIDDEN.has(name).not())
                        .and(misplaced.apply(now)),
                view -> new Classify(view.id(), name, place, reason));
    }

    private static Filter<CustomerView> none(List<Rule> rules, Instant now) {
        Filter<CustomerView> none = Filter.everything();
        for (Rule each : rules) {
            none = none.and(each.holds().apply(now).not());
        }
        return none;
    }

    static String key(String scheme, String place) {
        return scheme + ":" + place;
    }
}
