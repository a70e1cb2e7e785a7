package io.guanxi.domain.duplicate;

import static io.guanxi.domain.duplicate.DuplicateRule.ALLOWED_OTHERWISE;

import io.guanxi.domain.duplicate.DuplicateCommand.Allow;
import io.guanxi.domain.duplicate.DuplicateEvent.Allowed;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember, and the rules.
 *
 * @param allowed who was let in, and why; null as long as nobody was
 */
public record Duplicate(@Nullable Allowed allowed) {

    public static final Decider<DuplicateCommand, DuplicateEvent, Duplicate> DECIDER = Decider.of(
                    DuplicateCommand.class, DuplicateEvent.class, new Duplicate(null))
            .decide(Allow.class, Duplicate::allow)
            .evolve(Allowed.class, (state, event) -> new Duplicate(event))
            .build();

    private List<DuplicateEvent> allow(Allow command) {
        Allowed event = new Allowed(command.duplicateId(), command.customerId(), command.reason());
        if (allowed != null && !allowed.equals(event)) {
            throw ALLOWED_OTHERWISE.refused();
        }
        return allowed == null ? List.of(event) : List.of();
    }
}
