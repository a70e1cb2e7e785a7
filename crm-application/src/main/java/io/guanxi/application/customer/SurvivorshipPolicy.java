package io.guanxi.application.customer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.guanxi.domain.customer.CustomerCommand.MergeInto;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.Survivorship;
import io.guanxi.domain.kernel.Check;
import java.util.List;
import java.util.Map;

/**
 * Whose value of a field is shown when customers are merged, where whoever merges does not say it.
 *
 * @param rules by the names of fields, such as {@code industry} or {@code custom.region}
 * @param otherwise of fields without a rule of their own
 * @param trusted the names of systems that know customers, the most trusted first, see {@link Survivorship#MOST_TRUSTED}
 */
public record SurvivorshipPolicy(Map<String, Survivorship> rules, Survivorship otherwise, List<String> trusted) {

    /** The survivor's value, and the other's where it has none. */
    public static final SurvivorshipPolicy SURVIVOR_FIRST =
            new SurvivorshipPolicy(Map.of(), Survivorship.SURVIVOR, List.of());

    public SurvivorshipPolicy {
        rules = ImmutableMap.copyOf(rules);
        trusted = ImmutableList.copyOf(trusted);
        new MergeInto(CustomerId.random(), CustomerId.random(), rules);
        boolean asksForTrust = otherwise == Survivorship.MOST_TRUSTED || rules.containsValue(Survivorship.MOST_TRUSTED);
        Check.that(
                !(asksForTrust && trusted.isEmpty()), "trusted", "required", "must name the systems that are trusted");
    }

    Survivorship of(String field, MergeInto command) {
        Survivorship byHand = command.rules().get(field);
        return byHand == null ? rules.getOrDefault(field, otherwise) : byHand;
    }

    /** The lower, the more it is trusted. */
    int rank(CustomerView customer) {
        return customer.identities().stream()
                .mapToInt(each -> trusted.indexOf(each.source()))
                .filter(each -> each >= 0)
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
