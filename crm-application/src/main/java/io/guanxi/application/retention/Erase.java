package io.guanxi.application.retention;

import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;

/**
 * What a duty asks for that erases, as {@code CrmSession.erase} does it: the aggregate and all that belongs to it. For duties alone; it
 * is no command of any feature, so that a session turns it down.
 *
 * @param reason stands in the ledger; at most 200 characters
 */
public record Erase(AggregateId aggregateId, String reason) implements Command {

    public Erase {
        reason = Check.text("reason", reason, 200);
    }
}
