package io.guanxi.domain.consent;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a consent. */
public sealed interface ConsentCommand extends Command {

    ConsentId consentId();

    @Override
    default ConsentId aggregateId() {
        return consentId();
    }

    /**
     * Somebody says yes. It counts if nothing was said since: one that arrives late or again undoes no withdrawal.
     *
     * @param saidAt when it was said, which is not later than now
     * @param expiresAt from when on it counts no more; null for until it is withdrawn
     */
    record Give(
            ConsentId consentId,
            ConsentTopic topic,
            Evidence evidence,
            Instant saidAt,
            @Nullable Instant expiresAt) implements ConsentCommand {

        public Give {
            saidAt = Check.instant("saidAt", saidAt);
            expiresAt = Check.optionalInstant("expiresAt", expiresAt);
        }
    }

    /**
     * Somebody says no, whether they were asked before or not. It counts at once, whatever it says of its time; the very same arriving
     * again changes nothing.
     *
     * @param saidAt when it was said
     */
    record Withdraw(ConsentId consentId, ConsentTopic topic, Evidence evidence, Instant saidAt)
            implements ConsentCommand {

        public Withdraw {
            saidAt = Check.instant("saidAt", saidAt);
        }
    }
}
