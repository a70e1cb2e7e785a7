package io.guanxi.domain.opportunity;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of an opportunity. */
public sealed interface OpportunityCommand extends Command {

    OpportunityId opportunityId();

    @Override
    default OpportunityId aggregateId() {
        return opportunityId();
    }

    /**
     * Opens the deal on the business date; repeated with the same facts, at any time, it changes nothing.
     *
     * @param customerId may be unknown at first, but not when the deal is won
     * @param pipeline the id of the pipeline it goes through
     * @param stage the code of its first stage; absent means the pipeline's first
     * @param owner at most 200 characters
     * @param amount not negative, below 10^15; with lines it is their sum, and may be left out
     * @param expectedClose not before the business date
     * @param lines at most 200 with distinct ids
     */
    @RecordBuilder
    record Open(
            OpportunityId opportunityId,
            @Nullable CustomerId customerId,
            OpportunityDetails details,
            String pipeline,
            @Nullable String stage,
            @Nullable String owner,
            @Nullable Money amount,
            @Nullable LocalDate expectedClose,
            List<Line> lines)
            implements OpportunityCommand, OpportunityCommandOpenBuilder.With {

        public Open {
            pipeline = Check.text("pipeline", pipeline, 50);
            stage = Check.optionalText("stage", stage, 50);
            owner = Check.optionalText("owner", owner, 200);
            Check.amount("amount", amount);
            Check.date("expectedClose", expectedClose);
            lines = distinct(lines);
        }

        /** A deal of which no more than the name is known, in the first stage of {@link Pipeline#STANDARD}. */
        public static Open named(OpportunityId opportunityId, String name) {
            return new Open(
                    opportunityId,
                    null,
                    OpportunityDetails.named(name),
                    Pipeline.STANDARD.id(),
                    null,
                    null,
                    null,
                    null,
                    List.of());
        }
    }

    /** Says who may buy, for the first time or in place of another. */
    record AssignCustomer(OpportunityId opportunityId, CustomerId customerId) implements OpportunityCommand {}

    /** Replaces all details by those given. */
    record CorrectDetails(OpportunityId opportunityId, OpportunityDetails details) implements OpportunityCommand {}

    /** Moves the deal forward to a later stage of its pipeline, as far as the pipeline allows it. */
    record Advance(OpportunityId opportunityId, String stage) implements OpportunityCommand {

        public Advance {
            stage = Check.text("stage", stage, 50);
        }
    }

    /** Moves the deal back to an earlier stage of its pipeline, if the pipeline allows it. */
    record RollBack(OpportunityId opportunityId, String stage) implements OpportunityCommand {

        public RollBack {
            stage = Check.text("stage", stage, 50);
        }
    }

    /** Adds a product. From the first line on, the amount is the sum of the lines, whatever was given by hand before. */
    record AddLine(OpportunityId opportunityId, Line line) implements OpportunityCommand {}

    /** Removes a product. Without the last line the amount is unknown until it is given by hand. */
    record RemoveLine(OpportunityId opportunityId, String lineId) implements OpportunityCommand {

        public RemoveLine {
            lineId = Check.text("lineId", lineId, 50);
        }
    }

    /** Replaces all products by those given, at most 200 with distinct ids. With none left the amount is unknown. */
    record ReplaceLines(OpportunityId opportunityId, List<Line> lines) implements OpportunityCommand {

        public ReplaceLines {
            lines = distinct(lines);
        }
    }

    /**
     * Gives the amount of a deal without lines by hand. Its currency stays the one it has; to correct that, say first that the
     * amount is unknown.
     *
     * @param amount not negative, below 10^15; absent means not known any more
     */
    record ReviseAmount(
            OpportunityId opportunityId, @Nullable Money amount) implements OpportunityCommand {

        public ReviseAmount {
            Check.amount("amount", amount);
        }
    }

    /** Expects the deal to close on another day. Moving it to a later one is a slip, and slips are counted. */
    record MoveCloseDate(OpportunityId opportunityId, LocalDate expectedClose) implements OpportunityCommand {

        public MoveCloseDate {
            Check.date("expectedClose", expectedClose);
        }
    }

    /** Says on which day the deal was really opened, where that is learnt later, as from another system. */
    record CorrectOpening(OpportunityId opportunityId, LocalDate openedOn) implements OpportunityCommand {

        public CorrectOpening {
            Check.date("openedOn", openedOn);
        }
    }

    /**
     * Says how surely the deal is to count in the forecast, whatever its stage says. It holds until the deal enters a stage anew, for
     * that says otherwise; back to what the stage says by naming the stage's own category.
     *
     * @param category not {@link ForecastCategory#CLOSED}, which won deals have
     */
    record CommitForecast(OpportunityId opportunityId, ForecastCategory category) implements OpportunityCommand {

        public CommitForecast {
            Check.that(category != ForecastCategory.CLOSED, "category", "open", "must not be CLOSED: won deals are");
        }
    }

    /** Gives a deal without owner to a user. */
    record AssignOwner(OpportunityId opportunityId, String owner) implements OpportunityCommand {

        public AssignOwner {
            owner = Check.text("owner", owner, 200);
        }
    }

    /** Hands a deal from its owner to another user. */
    record TransferOwner(OpportunityId opportunityId, String owner) implements OpportunityCommand {

        public TransferOwner {
            owner = Check.text("owner", owner, 200);
        }
    }

    /** Notes who else is after the deal; at most 200 characters. */
    record NoteCompetitor(OpportunityId opportunityId, String competitor) implements OpportunityCommand {

        public NoteCompetitor {
            competitor = Check.text("competitor", competitor, 200);
        }
    }

    /** Says that a noted competitor is out of the race, or never was in it. */
    record DropCompetitor(OpportunityId opportunityId, String competitor) implements OpportunityCommand {

        public DropCompetitor {
            competitor = Check.text("competitor", competitor, 200);
        }
    }

    /**
     * Ends the deal as won (赢单) on the business date. Customer and amount must be known, and what the present stage demands.
     *
     * @param amount what it was won for; absent means the amount it has. With lines it is their sum
     */
    record Win(OpportunityId opportunityId, @Nullable Money amount) implements OpportunityCommand {

        public Win {
            Check.amount("amount", amount);
        }
    }

    /** Ends the deal as lost (输单) on the business date. */
    record Lose(OpportunityId opportunityId, String reason) implements OpportunityCommand {

        public Lose {
            reason = Check.text("reason", reason, 500);
        }
    }

    /** Ends the deal as invalid (无效) on the business date: it never was one, and no win rate counts it. */
    record Invalidate(OpportunityId opportunityId, String reason) implements OpportunityCommand {

        public Invalidate {
            reason = Check.text("reason", reason, 500);
        }
    }

    /** Takes the end back: the deal is open again in the stage it was in, which it enters anew on the business date. */
    record Reopen(OpportunityId opportunityId, String reason) implements OpportunityCommand {

        public Reopen {
            reason = Check.text("reason", reason, 500);
        }
    }

    private static List<Line> distinct(List<Line> lines) {
        Check.that(
                lines.stream().map(Line::id).distinct().count() == lines.size(),
                "lines",
                "distinct",
                "must have distinct ids");
        return Check.list("lines", lines, Opportunity.MAX_LINES);
    }
}
