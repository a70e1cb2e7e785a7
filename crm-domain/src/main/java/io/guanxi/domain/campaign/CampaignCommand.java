package io.guanxi.domain.campaign;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a campaign. */
public sealed interface CampaignCommand extends Command {

    CampaignId campaignId();

    @Override
    default CampaignId aggregateId() {
        return campaignId();
    }

    /** Makes the campaign known; repeated with the same facts it changes nothing. The budget is not negative. */
    record Draft(
            CampaignId campaignId,
            CampaignDetails details,
            @Nullable Money budget,
            String owner) implements CampaignCommand {

        public Draft {
            Check.amount("budget", budget);
            owner = Check.text("owner", owner, 200);
        }

        /** A campaign of which no more than name and owner are known. */
        public static Draft named(CampaignId campaignId, String name, String owner) {
            return new Draft(campaignId, CampaignDetails.named(name), null, owner);
        }
    }

    /** Replaces all details by those given. */
    record CorrectDetails(CampaignId campaignId, CampaignDetails details) implements CampaignCommand {}

    /**
     * Sets or changes what the campaign may cost, not negative; without a budget it may cost anything. Once it is approved, up to what
     * was approved.
     */
    record SetBudget(CampaignId campaignId, @Nullable Money budget) implements CampaignCommand {

        public SetBudget {
            Check.amount("budget", budget);
        }
    }

    /** Approves the campaign and its budget in the name of the one who asks. Who may do so is a question of rights. */
    record Approve(CampaignId campaignId) implements CampaignCommand {}

    /** Says when the campaign is to run, or another time as long as it has not started. Both days belong to it. */
    record Schedule(CampaignId campaignId, LocalDate start, LocalDate end) implements CampaignCommand {

        public Schedule {
            Check.date("start", start);
            Check.date("end", end);
            Check.that(!end.isBefore(start), "end", "range", "must not be before the start");
        }
    }

    /** Lets a scheduled campaign run, on whatever day. */
    record Start(CampaignId campaignId) implements CampaignCommand {}

    record Pause(CampaignId campaignId, String reason) implements CampaignCommand {

        public Pause {
            reason = Check.text("reason", reason, 500);
        }
    }

    record Resume(CampaignId campaignId) implements CampaignCommand {}

    /** Ends a campaign that has started. */
    record Complete(CampaignId campaignId) implements CampaignCommand {}

    /** Gives a campaign up, whether it has started or not. */
    record Cancel(CampaignId campaignId, String reason) implements CampaignCommand {

        public Cancel {
            reason = Check.text("reason", reason, 500);
        }
    }

    /**
     * Takes down a cost, at any time, because invoices come early and late. A cost over budget is taken down too, for it is
     * spent; {@link CampaignEvent.BudgetExceeded} says so.
     *
     * @param costId the caller's name for the cost, such as an invoice number; makes a repeated command harmless
     * @param amount more than nothing, in the one currency of the campaign
     */
    record RecordCost(CampaignId campaignId, String costId, Money amount, String description, LocalDate on)
            implements CampaignCommand {

        public RecordCost {
            costId = Check.text("costId", costId, 100);
            Check.amount("amount", amount);
            Check.that(amount.isPositive(), "amount", "range", "must be more than nothing");
            description = Check.text("description", description, 500);
            Check.date("on", on);
        }
    }

    /** Takes a cost back that was recorded by mistake or refunded. */
    record ReverseCost(CampaignId campaignId, String costId, String reason) implements CampaignCommand {

        public ReverseCost {
            costId = Check.text("costId", costId, 100);
            reason = Check.text("reason", reason, 500);
        }
    }

    /** Adds up to 1,000 customers at once; those who are members already stay what they are. */
    record AddMembers(CampaignId campaignId, List<CustomerId> customers) implements CampaignCommand {

        public static final int MAX_CUSTOMERS = 1_000;

        public AddMembers {
            customers = Check.list("customers", customers, MAX_CUSTOMERS);
        }
    }

    /** Removes a member who was not contacted yet. */
    record RemoveMember(CampaignId campaignId, CustomerId customerId) implements CampaignCommand {}

    /**
     * Takes down what a member did. Reports come in any order, so one that is overtaken by a later response
     * ({@link Response}) changes nothing instead of being refused.
     */
    record RecordResponse(CampaignId campaignId, CustomerId customerId, Response response) implements CampaignCommand {}
}
