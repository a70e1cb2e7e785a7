package io.guanxi.domain.finding;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a finding. */
public sealed interface FindingCommand extends Command {

    FindingId findingId();

    @Override
    default FindingId aggregateId() {
        return findingId();
    }

    /**
     * Opens a finding, or says what is found now. It opens one that is closed unless a decision that lasts has been taken about the
     * very same. What was found before the latest that is known, and arrives late or again, changes nothing.
     *
     * @param other the customer that may be the same; null unless a duplicate is suspected
     * @param fields those concerned, by their names in the customer's view; at most 100
     * @param severity in percent, 0 to 100: how probable a duplicate is, or how much of what was asked for is wrong
     * @param why in words, without the values themselves; at most 1,000 characters
     * @param facts stands for what was compared, so that a change of it is seen, such as a hash; null if that does not matter
     * @param foundAt when it was looked for
     */
    record Report(
            FindingId findingId,
            FindingKind kind,
            CustomerId customerId,
            @Nullable CustomerId other,
            Set<String> fields,
            int severity,
            String why,
            @Nullable String facts,
            Instant foundAt)
            implements FindingCommand {

        public Report {
            Check.that(
                    (kind == FindingKind.SUSPECTED_DUPLICATE) == (other != null),
                    "other",
                    "required",
                    "must be given for a suspected duplicate, and for nothing else");
            Check.that(!customerId.equals(other), "other", "same", "must be another customer");
            fields = Check.texts("fields", fields, 100, 100);
            Check.range("severity", severity, 0, 100);
            why = Check.text("why", why, 1_000);
            facts = Check.optionalText("facts", facts, 200);
            foundAt = Check.instant("foundAt", foundAt);
        }

        /** What is wrong with one customer. */
        public static Report of(
                FindingKind kind,
                CustomerId customer,
                Set<String> fields,
                int severity,
                String why,
                @Nullable String facts,
                Instant foundAt) {
            return new Report(
                    FindingId.of(kind, customer), kind, customer, null, fields, severity, why, facts, foundAt);
        }

        /** Two customers that may be one, in whichever order. */
        public static Report duplicate(
                CustomerId one, CustomerId other, int severity, String why, @Nullable String facts, Instant foundAt) {
            boolean inOrder = one.value().compareTo(other.value()) <= 0;
            return new Report(
                    FindingId.ofPair(one, other),
                    FindingKind.SUSPECTED_DUPLICATE,
                    inOrder ? one : other,
                    inOrder ? other : one,
                    Set.of(),
                    severity,
                    why,
                    facts,
                    foundAt);
        }
    }

    /** Gives it to a steward, or to another one. */
    record Assign(FindingId findingId, String assignee) implements FindingCommand {

        public Assign {
            assignee = Check.text("assignee", assignee, 200);
        }
    }

    /**
     * Closes it. What is to be done, the merge or the correction, is asked of the customers.
     *
     * @param reason at most 500 characters
     */
    record Decide(FindingId findingId, Decision decision, String reason) implements FindingCommand {

        public Decide {
            reason = Check.text("reason", reason, 500);
        }
    }
}
