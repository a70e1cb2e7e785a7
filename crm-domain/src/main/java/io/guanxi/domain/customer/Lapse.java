package io.guanxi.domain.customer;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.guanxi.domain.kernel.Check;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Why a rule of a public pool takes a customer from its owner, and what would have kept it there: any of the things with which the time
 * begins anew, before it was up, or any of those that the rule makes exceptions of.
 *
 * @param rule its name, at most 50 characters
 * @param since what the time is counted from, and when each was last: {@code ownedSince}, {@code lastContact}. What never was is not among
 *     them
 * @param until when the time was up
 * @param renewedBy the names of all with which the time begins anew, those that never were among them; at most 20
 * @param unless the names of the exceptions, none of which was so; at most 20 of at most 200 characters
 */
public record Lapse(String rule, Map<String, Instant> since, Instant until, Set<String> renewedBy, Set<String> unless) {

    public Lapse {
        rule = Check.text("rule", rule, 50);
        Check.that(!since.isEmpty(), "since", "size", "must have at least one entry");
        since = ImmutableSortedMap.copyOf(since);
        until = Check.instant("until", until);
        renewedBy = ImmutableSortedSet.copyOf(Check.texts("renewedBy", renewedBy, 200, 20));
        unless = ImmutableSortedSet.copyOf(Check.texts("unless", unless, 200, 20));
    }
}
