package io.guanxi.domain.finding;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a finding. */
public sealed interface FindingEvent extends DomainEvent {

    FindingId findingId();

    @Override
    default FindingId aggregateId() {
        return findingId();
    }

    /** It is open from then on and nobody's yet, whatever was decided before. */
    record Reported(
            FindingId findingId,
            FindingKind kind,
            CustomerId customerId,
            @Nullable CustomerId other,
            Set<String> fields,
            int severity,
            @Personal String why,
            @Personal @Nullable String facts,
            Instant foundAt)
            implements FindingEvent {}

    /** Open already, something else of it is found now. */
    record Revised(
            FindingId findingId,
            Set<String> fields,
            int severity,
            @Personal String why,
            @Personal @Nullable String facts,
            Instant foundAt)
            implements FindingEvent {}

    record Assigned(FindingId findingId, String assignee) implements FindingEvent {}

    record Decided(
            FindingId findingId,
            Decision decision,
            @Personal String reason,
            Instant at) implements FindingEvent {}
}
