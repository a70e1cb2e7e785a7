package io.guanxi.application.quality;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerField;
import io.guanxi.domain.kernel.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For how long what is said of a customer is taken for true: {@code Freshness.none().within(PHONES, Duration.ofDays(180))}. A field
 * is as old as the moment when it was said or confirmed last; one without a value is incomplete, and never stale.
 *
 * @param limits by field; others never go stale
 */
public record Freshness(Map<CustomerField, Duration> limits) {

    public Freshness {
        limits = ImmutableMap.copyOf(limits);
    }

    /** Nothing goes stale. */
    public static Freshness none() {
        return new Freshness(Map.of());
    }

    /** The same with a limit more, or another one. */
    public Freshness within(CustomerField field, Duration limit) {
        Check.that(!limit.isNegative() && !limit.isZero(), "limit", "range", "must be more than nothing");
        return new Freshness(ImmutableMap.<CustomerField, Duration>builder()
                .putAll(limits)
                .put(field, limit)
                .buildKeepingLast());
    }

    /** Customers with anything stale. */
    public Filter<CustomerView> stale(Instant now) {
        return new Filter.Any<>(List.copyOf(gaps(now).values()));
    }

    /** Customers of whom one field is stale: none, if it has no limit. */
    public Filter<CustomerView> stale(CustomerField field, Instant now) {
        return gaps(now).getOrDefault(name(field), Filter.nothing());
    }

    Map<String, Filter<CustomerView>> gaps(Instant now) {
        ImmutableMap.Builder<String, Filter<CustomerView>> gaps = ImmutableMap.builder();
        limits.forEach((field, limit) ->
                gaps.put(name(field), CustomerView.confirmedAt(field).atMost(now.minus(limit))));
        return gaps.buildOrThrow();
    }

    /** How many of the fields that have a limit and a value are fresh; which are not. */
    public Part of(CustomerView view, Instant now) {
        List<Age> ages =
                ages(view).stream().filter(each -> each.staleAt() != null).toList();
        List<String> stale =
                ages.stream().filter(each -> each.isStale(now)).map(Age::field).toList();
        return Part.of(ages.size() - stale.size(), ages.size(), stale);
    }

    /** How old each field is that has a value. */
    public List<Age> ages(CustomerView view) {
        List<Age> ages = new ArrayList<>();
        for (CustomerField field : CustomerField.values()) {
            Instant at = (Instant) CustomerView.confirmedAt(field).valueOf(view);
            Duration limit = limits.get(field);
            if (at != null) {
                ages.add(new Age(name(field), at, limit == null ? null : at.plus(limit)));
            }
        }
        return ages;
    }

    /**
     * How old a field is.
     *
     * @param confirmedAt when it was said or confirmed last
     * @param staleAt when it goes stale or has done so; null for never
     */
    public record Age(
            String field, Instant confirmedAt, @Nullable Instant staleAt) {

        boolean isStale(Instant now) {
            return staleAt != null && !staleAt.isAfter(now);
        }
    }

    private static String name(CustomerField field) {
        return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, field.name());
    }
}
