package io.guanxi.application.customer;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Reader;
import io.guanxi.domain.customer.CustomerId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A group of organisations (集团): one, its subsidiaries, theirs, and so on, as far as the reader may see them. Whatever refers to
 * customers is rolled up by it:
 *
 * <pre>{@code
 * session.views(OpportunityView.TYPE).group(OpportunityView.CUSTOMER.in(CustomerGroup.of(session, acme)), by(STATUS).sum("worth", AMOUNT));
 * }</pre>
 */
public final class CustomerGroup {

    private CustomerGroup() {}

    /** The customer itself first, then those below it, level by level: one question for each level. */
    public static Set<CustomerId> of(Reader reader, CustomerId top) {
        Set<CustomerId> group = new LinkedHashSet<>(Set.of(top));
        Set<CustomerId> level = Set.of(top);
        while (!level.isEmpty()) {
            Set<CustomerId> below = new HashSet<>();
            reader.views(CustomerView.TYPE).forEach(CustomerView.PARENT.in(level), each -> below.add(each.id()));
            below.removeAll(group);
            group.addAll(below);
            level = below;
        }
        return ImmutableSet.copyOf(group);
    }
}
