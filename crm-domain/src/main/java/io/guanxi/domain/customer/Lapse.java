package io.guanxi.domain.customer;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.guanxi.domain.kernel.Check;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Why a rule of a public pool takes a customer from its owner, and what would have kept it there: any of the things that the time
 * is counted from, once more before it was up, or any of those that the rule makes exceptions of.
 *
 * @param rule its name, at most 200 characters
 * @param since what the time is counted from, the last of them, and when each was: {@code ownedSince}, {@code lastContactAt}. What never was
 *     is not among them
 * @param until when the time was up
 * @param unless the names of the exceptions, none of which was so; each at most 200 characters
 */
public record Lapse(String rule, Map<String, Instant> since, Instant until, Set<String> unless) {

    public Lapse {
        rule = Check.text("rule", rule, 200);
        Check.that(!since.isEmpty(), "since", "size", "must have at least one entry");
        since = ImmutableSortedMap.copyOf(since);
        until = Check.instant("until", until);
        unless = ImmutableSortedSet.copyOf(Check.texts("unless", unless, 200, 20));
    }
}
