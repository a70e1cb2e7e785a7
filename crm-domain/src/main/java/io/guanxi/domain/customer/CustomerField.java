package io.guanxi.domain.customer;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What is said of a customer, may grow old, and can be confirmed. */
public enum CustomerField {
    NAME((details, points) -> details.name()),
    USCC((details, points) -> details.uscc()),
    INDUSTRY((details, points) -> details.industry()),
    EMPLOYEES((details, points) -> details.employees()),
    ANNUAL_REVENUE((details, points) -> details.annualRevenue()),
    EMAILS((details, points) -> presentOrNull(points.of(ContactPoint.Email.class))),
    PHONES((details, points) -> presentOrNull(points.of(ContactPoint.Phone.class))),
    ADDRESSES((details, points) -> presentOrNull(points.of(ContactPoint.Postal.class)));

    private final BiFunction<CustomerDetails, ContactPoints, @Nullable Object> reader;

    CustomerField(BiFunction<CustomerDetails, ContactPoints, @Nullable Object> reader) {
        this.reader = reader;
    }

    /** What is said there, to be compared; null for nothing. */
    public @Nullable Object of(CustomerDetails details, ContactPoints points) {
        return reader.apply(details, points);
    }

    private static @Nullable Object presentOrNull(List<?> values) {
        return values.isEmpty() ? null : values;
    }
}
