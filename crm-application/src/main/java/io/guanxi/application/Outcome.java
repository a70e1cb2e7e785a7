package io.guanxi.application;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.List;

/**
 * What came of a command.
 *
 * @param id the aggregate
 * @param version its version now; hand it back as the expected version
 * @param events the new facts; none if the command changed nothing
 */
public record Outcome(AggregateId id, long version, List<DomainEvent> events) {
    public Outcome {
        events = ImmutableList.copyOf(events);
    }
}
