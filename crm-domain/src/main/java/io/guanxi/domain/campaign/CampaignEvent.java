package io.guanxi.domain.campaign;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a campaign. */
public sealed interface CampaignEvent extends DomainEvent {

    CampaignId campaignId();

    @Override
    default CampaignId aggregateId() {
        return campaignId();
    }

    record Drafted(CampaignId campaignId, CampaignDetails details, String owner) implements CampaignEvent {}

    record DetailsCorrected(CampaignId campaignId, CampaignDetails details) implements CampaignEvent {}

    record BudgetSet(CampaignId campaignId, @Nullable Money budget) implements CampaignEvent {}

    record Approved(CampaignId campaignId, String approver) implements CampaignEvent {}

    record Scheduled(CampaignId campaignId, LocalDate start, LocalDate end) implements CampaignEvent {}

    record Started(CampaignId campaignId) implements CampaignEvent {}

    record Paused(CampaignId campaignId, @Personal String reason) implements CampaignEvent {}

    record Resumed(CampaignId campaignId) implements CampaignEvent {}

    record Completed(CampaignId campaignId) implements CampaignEvent {}

    record Cancelled(CampaignId campaignId, @Personal String reason) implements CampaignEvent {}

    record CostRecorded(
            CampaignId campaignId,
            String costId,
            Money amount,
            @Personal String description,
            LocalDate on) implements CampaignEvent {}

    record CostReversed(
            CampaignId campaignId,
            String costId,
            Money amount,
            @Personal String reason) implements CampaignEvent {}

    /** A cost or a smaller budget carried the spending over the budget; said once until it is within the budget again. */
    record BudgetExceeded(CampaignId campaignId, Money budget, Money spent) implements CampaignEvent {}

    /** Only those who were not members before. */
    record MembersAdded(CampaignId campaignId, List<CustomerId> customers) implements CampaignEvent {}

    record MemberRemoved(CampaignId campaignId, CustomerId customerId) implements CampaignEvent {}

    /** A member came further; {@code from} is the response known before, null if there was none. */
    record ResponseRecorded(
            CampaignId campaignId,
            CustomerId customerId,
            @Nullable Response from,
            Response response) implements CampaignEvent {}
}
