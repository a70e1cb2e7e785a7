package io.guanxi.domain.opportunity;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to an opportunity. Dates are business dates. */
public sealed interface OpportunityEvent extends DomainEvent {

    OpportunityId opportunityId();

    @Override
    default OpportunityId aggregateId() {
        return opportunityId();
    }

    /**
     * The deal is known from now on.
     *
     * @param amount the sum of the lines if there are any
     */
    record Opened(
            OpportunityId opportunityId,
            @Nullable CustomerId customerId,
            @Personal OpportunityDetails details,
            String pipeline,
            StageEntry stage,
            LocalDate openedOn,
            @Nullable String owner,
            @Nullable Money amount,
            @Nullable LocalDate expectedClose,
            List<Line> lines)
            implements OpportunityEvent {

        public Opened {
            lines = ImmutableList.copyOf(lines);
        }

        /** The same opening, on another day. */
        Opened on(LocalDate day) {
            return new Opened(
                    opportunityId, customerId, details, pipeline, stage, day, owner, amount, expectedClose, lines);
        }
    }

    record CustomerAssigned(
            OpportunityId opportunityId, @Nullable CustomerId from, CustomerId customerId)
            implements OpportunityEvent {}

    record DetailsCorrected(
            OpportunityId opportunityId, @Personal OpportunityDetails details) implements OpportunityEvent {}

    /**
     * The deal has moved forward.
     *
     * @param from the code of the stage it left
     * @param dwellDays whole days it was in that stage, without those before a reopening
     */
    record StageAdvanced(OpportunityId opportunityId, String from, StageEntry to, long dwellDays)
            implements OpportunityEvent {}

    /** The deal has moved back; otherwise as {@link StageAdvanced}. */
    record StageRolledBack(OpportunityId opportunityId, String from, StageEntry to, long dwellDays)
            implements OpportunityEvent {}

    /** A product was added; {@code amount} is the sum of all lines now. */
    record LineAdded(OpportunityId opportunityId, Line line, Money amount) implements OpportunityEvent {}

    /** A product was removed; {@code amount} is the sum of the lines left, absent if none is. */
    record LineRemoved(
            OpportunityId opportunityId,
            String lineId,
            @Nullable Money amount) implements OpportunityEvent {}

    /** These are the products now; {@code amount} is their sum, absent if there are none. */
    record LinesReplaced(
            OpportunityId opportunityId,
            List<Line> lines,
            @Nullable Money amount) implements OpportunityEvent {

        public LinesReplaced {
            lines = ImmutableList.copyOf(lines);
        }
    }

    /** The amount of a deal without lines was given by hand; absent means unknown. */
    record AmountRevised(
            OpportunityId opportunityId,
            @Nullable Money from,
            @Nullable Money to) implements OpportunityEvent {}

    /**
     * The deal is expected to close on another day.
     *
     * @param slip whether that is later than expected before
     * @param slips how often it has slipped so far, this time included
     */
    record CloseDateMoved(
            OpportunityId opportunityId, @Nullable LocalDate from, LocalDate to, boolean slip, int slips)
            implements OpportunityEvent {}

    /** The deal was in truth opened on another day. */
    record OpeningCorrected(OpportunityId opportunityId, LocalDate from, LocalDate to) implements OpportunityEvent {}

    /** The deal counts so in the forecast from now on, until it enters a stage anew; {@code from} is how it counted before. */
    record ForecastCommitted(OpportunityId opportunityId, ForecastCategory from, ForecastCategory category)
            implements OpportunityEvent {}

    record OwnerAssigned(OpportunityId opportunityId, String owner) implements OpportunityEvent {}

    record OwnerTransferred(OpportunityId opportunityId, String from, String owner) implements OpportunityEvent {}

    record CompetitorNoted(OpportunityId opportunityId, String competitor) implements OpportunityEvent {}

    record CompetitorDropped(OpportunityId opportunityId, String competitor) implements OpportunityEvent {}

    /** The deal is won; {@code amount} is what it is worth from now on. */
    record Won(OpportunityId opportunityId, CustomerId customerId, LocalDate closedOn, Money amount)
            implements OpportunityEvent {}

    record Lost(
            OpportunityId opportunityId,
            LocalDate closedOn,
            @Personal String reason) implements OpportunityEvent {}

    record Invalidated(
            OpportunityId opportunityId,
            LocalDate closedOn,
            @Personal String reason) implements OpportunityEvent {}

    /** The deal is open again; {@code stage} is the one it was in, entered anew. */
    record Reopened(
            OpportunityId opportunityId,
            StageEntry stage,
            @Personal String reason) implements OpportunityEvent {}
}
