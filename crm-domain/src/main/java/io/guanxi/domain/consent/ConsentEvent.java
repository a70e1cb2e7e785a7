package io.guanxi.domain.consent;

import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a consent. */
public sealed interface ConsentEvent extends DomainEvent {

    ConsentId consentId();

    ConsentTopic topic();

    Instant saidAt();

    @Override
    default ConsentId aggregateId() {
        return consentId();
    }

    record Given(
            ConsentId consentId,
            ConsentTopic topic,
            @Personal Evidence evidence,
            Instant saidAt,
            @Nullable Instant expiresAt)
            implements ConsentEvent {}

    record Withdrawn(
            ConsentId consentId,
            ConsentTopic topic,
            @Personal Evidence evidence,
            Instant saidAt) implements ConsentEvent {}
}
