package io.guanxi.domain.duplicate;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.util.List;

/** Everything one can ask about a customer's duplicates. */
public sealed interface DuplicateCommand extends Command {

    /** The most customers that one is suspected to be the same as. */
    int MOST = 20;

    CustomerId customer();

    @Override
    default DuplicateId aggregateId() {
        return DuplicateId.of(customer());
    }

    /**
     * Lets a customer be registered who is like others; given with the registration, in one transaction. May be repeated.
     *
     * @param customer who is to be registered
     * @param reason why they are somebody else; at most 500 characters
     */
    record Allow(CustomerId customer, String reason) implements DuplicateCommand {
        public Allow {
            reason = Check.text("reason", reason, 500);
        }
    }

    /**
     * Notes with whom a customer is suspected to be the same; given by the CRM. Of those who are suspected already nothing is noted
     * again.
     *
     * @param suspicions 1 to {@value #MOST}, each of that customer
     */
    record Suspect(CustomerId customer, List<Suspicion> suspicions) implements DuplicateCommand {
        public Suspect {
            suspicions = ImmutableList.copyOf(suspicions);
            Check.range("suspicions", suspicions.size(), 1, MOST);
            Check.that(
                    suspicions.stream().allMatch(each -> each.customer().equals(customer)),
                    "suspicions",
                    "same",
                    "must be of that customer");
        }
    }
}
