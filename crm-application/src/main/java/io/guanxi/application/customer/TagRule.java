package io.guanxi.application.customer;

import io.guanxi.application.Duty;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand.Tag;
import io.guanxi.domain.customer.CustomerCommand.Untag;
import io.guanxi.domain.kernel.Check;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A tag that follows from facts. It is the rule's alone: set by hand where the rule does not hold, it is taken away again.
 *
 * @param tag at most 50 characters
 * @param holds for whom, at an instant
 */
public record TagRule(String tag, Function<Instant, Filter<CustomerView>> holds) {

    public TagRule {
        tag = Check.text("tag", tag, 50);
    }

    Stream<Duty<?>> duties() {
        Filter<CustomerView> tagged = CustomerView.ACTIVE.and(CustomerView.TAGS.has(tag));
        Filter<CustomerView> untagged =
                CustomerView.ACTIVE.and(CustomerView.TAGS.has(tag).not());
        return Stream.of(
                new Duty<>(
                        "tag-" + tag,
                        CustomerView.TYPE,
                        now -> untagged.and(holds.apply(now)),
                        view -> new Tag(view.id(), tag)),
                new Duty<>(
                        "untag-" + tag,
                        CustomerView.TYPE,
                        now -> tagged.and(holds.apply(now).not()),
                        view -> new Untag(view.id(), tag)));
    }
}
