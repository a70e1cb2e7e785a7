package io.guanxi.domain.duplicate;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;

/** Everything one can ask about duplicates. */
public sealed interface DuplicateCommand extends Command {

    DuplicateId duplicateId();

    @Override
    default DuplicateId aggregateId() {
        return duplicateId();
    }

    /**
     * Lets a customer be registered who is like others; given before the registration, or with it in one transaction. May be repeated.
     *
     * @param customerId who is to be registered
     * @param reason why they are somebody else; at most 500 characters
     */
    record Allow(DuplicateId duplicateId, CustomerId customerId, String reason) implements DuplicateCommand {

        public Allow {
            reason = Check.text("reason", reason, 500);
        }

        /** With an id of its own. */
        public Allow(CustomerId customerId, String reason) {
            this(DuplicateId.random(), customerId, reason);
        }
    }
}
