package io.guanxi.application.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Recorded;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.campaign.CampaignEvent.Approved;
import io.guanxi.domain.campaign.CampaignEvent.BudgetExceeded;
import io.guanxi.domain.campaign.CampaignEvent.BudgetSet;
import io.guanxi.domain.campaign.CampaignEvent.Cancelled;
import io.guanxi.domain.campaign.CampaignEvent.Completed;
import io.guanxi.domain.campaign.CampaignEvent.CostRecorded;
import io.guanxi.domain.campaign.CampaignEvent.CostReversed;
import io.guanxi.domain.campaign.CampaignEvent.DetailsCorrected;
import io.guanxi.domain.campaign.CampaignEvent.Drafted;
import io.guanxi.domain.campaign.CampaignEvent.MemberRemoved;
import io.guanxi.domain.campaign.CampaignEvent.MembersAdded;
import io.guanxi.domain.campaign.CampaignEvent.Paused;
import io.guanxi.domain.campaign.CampaignEvent.ResponseRecorded;
import io.guanxi.domain.campaign.CampaignEvent.Resumed;
import io.guanxi.domain.campaign.CampaignEvent.Scheduled;
import io.guanxi.domain.campaign.CampaignEvent.Started;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.campaign.Response;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of a campaign's members: some were added, one was removed, or one responded. Who responded how, and which campaigns a
 * customer was in, are questions to these rows:
 *
 * <pre>{@code
 * session.views(CampaignMemberStepView.TYPE)
 *         .with(CustomerView.TYPE)
 *         .find(CAMPAIGN.is(spring).and(RESPONSE.is(Response.RESPONDED)), first(50).by(HAPPENED_AT))
 * }</pre>
 *
 * <p>A row is written once and never again, whatever the number of members. So a row of added members is as long as the command
 * that added them, and who is a member now is who was added and not removed.
 *
 * @param customers whom it is about; several only where several were added at once
 * @param response how the customer responded; absent of other steps
 * @param from the response known before, if any
 * @param actor who took it down
 */
public record CampaignMemberStepView(
        Id id,
        CampaignId campaign,
        Step step,
        List<CustomerId> customers,
        @Nullable Response response,
        @Nullable Response from,
        String actor,
        Instant happenedAt)
        implements View {

    /** The identity of one step, which nobody chooses. */
    public record Id(UUID value) implements AggregateId {}

    /** What befell a member. */
    public enum Step {
        ADDED,
        REMOVED,
        RESPONDED
    }

    private static final ViewType.Builder<CampaignMemberStepView> V =
            ViewType.of("campaign_member_step", CampaignMemberStepView.class);

    public static final Reference<CampaignMemberStepView, CampaignId> CAMPAIGN =
            V.reference("campaign", CampaignId.class, CampaignMemberStepView::campaign);

    /** The one customer whom it is about; absent where several were added at once, see {@link #CUSTOMERS}. */
    public static final Reference<CampaignMemberStepView, CustomerId> CUSTOMER =
            V.reference("customer", CustomerId.class, CampaignMemberStepView::customer);

    /** The ids of all whom it is about, as texts. */
    public static final Many<CampaignMemberStepView> CUSTOMERS =
            V.texts("customers", CampaignMemberStepView::customerTexts);

    public static final Attribute<CampaignMemberStepView, Step> STEP =
            V.oneOf("step", Step.class, CampaignMemberStepView::step);
    public static final Attribute<CampaignMemberStepView, Response> RESPONSE =
            V.oneOf("response", Response.class, CampaignMemberStepView::response);
    public static final Text<CampaignMemberStepView> ACTOR = V.text("actor", CampaignMemberStepView::actor);
    public static final Ordered<CampaignMemberStepView, Instant> HAPPENED_AT =
            V.instant("happened_at", CampaignMemberStepView::happenedAt);

    public static final ViewType<CampaignMemberStepView> TYPE = V.each(
                    MembersAdded.class,
                    added -> of(
                            added,
                            added.event().campaignId(),
                            Step.ADDED,
                            added.event().customers(),
                            null,
                            null))
            .each(
                    MemberRemoved.class,
                    removed -> of(
                            removed,
                            removed.event().campaignId(),
                            Step.REMOVED,
                            List.of(removed.event().customerId()),
                            null,
                            null))
            .each(
                    ResponseRecorded.class,
                    responded -> of(
                            responded,
                            responded.event().campaignId(),
                            Step.RESPONDED,
                            List.of(responded.event().customerId()),
                            responded.event().response(),
                            responded.event().from()))
            .ignores(
                    Drafted.class,
                    DetailsCorrected.class,
                    BudgetSet.class,
                    Approved.class,
                    Scheduled.class,
                    Started.class,
                    Paused.class,
                    Resumed.class,
                    Completed.class,
                    Cancelled.class,
                    CostRecorded.class,
                    CostReversed.class,
                    BudgetExceeded.class)
            .list(CAMPAIGN)
            .by(HAPPENED_AT)
            .list(CUSTOMER)
            .by(HAPPENED_AT)
            .build();

    public CampaignMemberStepView {
        customers = ImmutableList.copyOf(customers);
    }

    private static CampaignMemberStepView of(
            Recorded<? extends DomainEvent> recorded,
            CampaignId campaign,
            Step step,
            List<CustomerId> customers,
            @Nullable Response response,
            @Nullable Response from) {
        return new CampaignMemberStepView(
                new Id(recorded.eventId()),
                campaign,
                step,
                customers,
                response,
                from,
                recorded.meta().actor(),
                recorded.meta().happenedAt());
    }

    private @Nullable CustomerId customer() {
        return customers.size() == 1 ? customers.get(0) : null;
    }

    private Set<String> customerTexts() {
        return customers.stream().map(each -> each.value().toString()).collect(ImmutableSet.toImmutableSet());
    }
}
