package io.guanxi.domain.consent;

import static io.guanxi.domain.consent.ConsentRule.EXPIRES_AT_ONCE;
import static io.guanxi.domain.consent.ConsentRule.OTHER_TOPIC;
import static io.guanxi.domain.consent.ConsentRule.SAID_LATER;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.guanxi.domain.consent.ConsentCommand.Give;
import io.guanxi.domain.consent.ConsentCommand.Withdraw;
import io.guanxi.domain.consent.ConsentEvent.Given;
import io.guanxi.domain.consent.ConsentEvent.Withdrawn;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Decider;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of a consent, and the rules.
 *
 * @param topic null as long as nothing was said
 * @param given the yes that counts; null for a no
 * @param lastSaidAt the latest time of which something is known; null as long as nothing was said
 * @param withdrawals when each no was said, so that one that arrives again is known as such
 */
@RecordBuilder
public record Consent(
        @Nullable ConsentTopic topic,
        @Nullable Given given,
        @Nullable Instant lastSaidAt,
        Set<Instant> withdrawals) implements ConsentBuilder.With {

    public static final Decider<ConsentCommand, ConsentEvent, Consent> DECIDER = Decider.of(
                    ConsentCommand.class, ConsentEvent.class, new Consent(null, null, null, ImmutableSet.of()))
            .decide(Give.class, Consent::give)
            .decide(Withdraw.class, Consent::withdraw)
            .evolve(Given.class, (state, event) -> state.said(event).withGiven(event))
            .evolve(Withdrawn.class, Consent::withdrawn)
            .build();

    private List<ConsentEvent> give(Give command, CallContext context) {
        requireSame(command.topic());
        if (lastSaidAt != null && !command.saidAt().isAfter(lastSaidAt)) {
            return List.of();
        }
        if (command.saidAt().isAfter(context.recordedAt())) {
            throw SAID_LATER.refused(context.recordedAt());
        }
        Instant end = command.expiresAt();
        if (end != null && !end.isAfter(command.saidAt())) {
            throw EXPIRES_AT_ONCE.refused(end);
        }
        return List.of(new Given(command.consentId(), command.topic(), command.evidence(), command.saidAt(), end));
    }

    private List<ConsentEvent> withdraw(Withdraw command) {
        requireSame(command.topic());
        boolean already = topic != null && given == null;
        return already || withdrawals.contains(command.saidAt())
                ? List.of()
                : List.of(new Withdrawn(command.consentId(), command.topic(), command.evidence(), command.saidAt()));
    }

    private Consent withdrawn(Withdrawn event) {
        return said(event)
                .withGiven(null)
                .withWithdrawals(Sets.union(withdrawals, Set.of(event.saidAt())).immutableCopy());
    }

    private Consent said(ConsentEvent event) {
        boolean later = lastSaidAt == null || event.saidAt().isAfter(lastSaidAt);
        return withTopic(event.topic()).withLastSaidAt(later ? event.saidAt() : lastSaidAt);
    }

    private void requireSame(ConsentTopic asked) {
        if (topic != null && !topic.equals(asked)) {
            throw OTHER_TOPIC.refused();
        }
    }
}
