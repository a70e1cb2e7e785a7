package io.guanxi.domain.disclosure;

import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.Personal;
import java.util.Set;

/** Everything that can have happened to a disclosure. */
public sealed interface DisclosureEvent extends DomainEvent {

    DisclosureId disclosureId();

    @Override
    default DisclosureId aggregateId() {
        return disclosureId();
    }

    record Noted(
            DisclosureId disclosureId,
            Erased.Subject subject,
            DisclosureKind kind,
            Set<String> fields,
            @Personal String reason)
            implements DisclosureEvent {}
}
