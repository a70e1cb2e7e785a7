package io.guanxi.domain.duplicate;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.duplicate.DuplicateCommand.Allow;
import io.guanxi.domain.duplicate.DuplicateCommand.Suspect;
import io.guanxi.domain.duplicate.DuplicateEvent.Allowed;
import io.guanxi.domain.duplicate.DuplicateEvent.Suspected;
import io.guanxi.domain.kernel.Decider;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What the rules need to remember of a customer's duplicates, and the rules.
 *
 * @param reasons for which the customer was let in
 * @param others with whom the customer is suspected to be the same
 */
public record Duplicate(Set<String> reasons, Set<CustomerId> others) {

    public static final Decider<DuplicateCommand, DuplicateEvent, Duplicate> DECIDER = Decider.of(
                    DuplicateCommand.class, DuplicateEvent.class, new Duplicate(Set.of(), Set.of()))
            .decide(Allow.class, Duplicate::allow)
            .decide(Suspect.class, Duplicate::suspect)
            .evolve(Allowed.class, Duplicate::allowed)
            .evolve(Suspected.class, Duplicate::suspected)
            .build();

    public Duplicate {
        reasons = ImmutableSet.copyOf(reasons);
        others = ImmutableSet.copyOf(others);
    }

    private List<DuplicateEvent> allow(Allow command) {
        return reasons.contains(command.reason())
                ? List.of()
                : List.of(new Allowed(command.customer(), command.reason()));
    }

    private List<DuplicateEvent> suspect(Suspect command) {
        return command.suspicions().stream()
                .filter(each -> !others.contains(each.other()))
                .<DuplicateEvent>map(each -> new Suspected(
                        each.customer(), each.other(), each.rule(), BigDecimal.valueOf(each.probability())))
                .toList();
    }

    private Duplicate allowed(Allowed event) {
        return new Duplicate(Sets.union(reasons, Set.of(event.reason())), others);
    }

    private Duplicate suspected(Suspected event) {
        return new Duplicate(reasons, Sets.union(others, Set.of(event.other())));
    }
}
