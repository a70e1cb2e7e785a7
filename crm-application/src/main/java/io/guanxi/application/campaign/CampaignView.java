package io.guanxi.application.campaign;

import com.google.common.collect.Maps;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.campaign.Campaign.Status;
import io.guanxi.domain.campaign.CampaignDetails;
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
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.schema.FieldValues;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as screens, reports and rules see it. This record is the JSON.
 *
 * <p>It counts its members and names none of them: there can be 10,000, and each response would write them all again. Who
 * they are and how each responded is in {@link CampaignMemberStepView}.
 *
 * @param approver who approved it
 * @param spent its costs without those reversed; absent until the first one
 * @param startsOn the first day as scheduled
 * @param endsOn the last day as scheduled
 * @param reason why it is paused or was cancelled
 * @param members how many customers it is for
 * @param responses how many members came no further than each response; those of whom there is none yet are not in it
 * @param startedAt when it began to run
 * @param endedAt when it was completed or cancelled
 */
@RecordBuilder
public record CampaignView(
        CampaignId id,
        Status status,
        CampaignDetails details,
        String owner,
        @Nullable String approver,
        @Nullable Money budget,
        @Nullable Money spent,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Personal @Nullable String reason,
        int members,
        Map<Response, Integer> responses,
        Instant draftedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        FieldValues custom,
        Instant changedAt)
        implements View, CampaignViewBuilder.With {

    private static final ViewType.Builder<CampaignView> V = ViewType.of("campaign", CampaignView.class);

    public static final Text<CampaignView> NAME =
            V.text("name", view -> view.details().name());
    public static final Text<CampaignView> CHANNEL =
            V.text("channel", view -> view.details().channel());
    public static final Attribute<CampaignView, Status> STATUS = V.oneOf("status", Status.class, CampaignView::status);
    public static final Text<CampaignView> OWNER = V.text("owner", CampaignView::owner);
    public static final Ordered<CampaignView, BigDecimal> BUDGET = V.decimal("budget", view -> amount(view.budget()));
    public static final Ordered<CampaignView, BigDecimal> SPENT = V.decimal("spent", view -> amount(view.spent()));
    public static final Text<CampaignView> CURRENCY = V.text("currency", CampaignView::currency);
    public static final Ordered<CampaignView, Boolean> OVER_BUDGET = V.flag("over_budget", CampaignView::overBudget);
    public static final Ordered<CampaignView, LocalDate> STARTS_ON = V.date("starts_on", CampaignView::startsOn);
    public static final Ordered<CampaignView, LocalDate> ENDS_ON = V.date("ends_on", CampaignView::endsOn);
    public static final Ordered<CampaignView, Long> MEMBERS = V.integer("members", view -> (long) view.members());
    public static final Ordered<CampaignView, Long> SENT = V.integer("sent", view -> view.count(Response.SENT));
    public static final Ordered<CampaignView, Long> OPENED = V.integer("opened", view -> view.count(Response.OPENED));
    public static final Ordered<CampaignView, Long> CLICKED =
            V.integer("clicked", view -> view.count(Response.CLICKED));
    public static final Ordered<CampaignView, Long> RESPONDED =
            V.integer("responded", view -> view.count(Response.RESPONDED));
    public static final Ordered<CampaignView, Long> BOUNCED =
            V.integer("bounced", view -> view.count(Response.BOUNCED));
    public static final Ordered<CampaignView, Long> OPTED_OUT =
            V.integer("opted_out", view -> view.count(Response.OPTED_OUT));
    public static final Ordered<CampaignView, Instant> DRAFTED_AT = V.instant("drafted_at", CampaignView::draftedAt);
    public static final Ordered<CampaignView, Instant> STARTED_AT = V.instant("started_at", CampaignView::startedAt);
    public static final Ordered<CampaignView, Instant> ENDED_AT = V.instant("ended_at", CampaignView::endedAt);
    public static final Ordered<CampaignView, Instant> CHANGED_AT = V.instant("changed_at", CampaignView::changedAt);

    /** Neither completed nor cancelled. */
    public static final Filter<CampaignView> OPEN =
            STATUS.in(Status.COMPLETED, Status.CANCELLED).not();

    public static final ViewType<CampaignView> TYPE = V.startsWith(Drafted.class, CampaignView::drafted)
            .on(
                    DetailsCorrected.class,
                    (view, event, meta) -> view.changed(meta).withDetails(event.details()))
            .on(BudgetSet.class, (view, event, meta) -> view.changed(meta).withBudget(event.budget()))
            .on(Approved.class, CampaignView::approved)
            .on(Scheduled.class, CampaignView::scheduled)
            .on(Started.class, CampaignView::started)
            .on(
                    Paused.class,
                    (view, event, meta) ->
                            view.changed(meta).withStatus(Status.PAUSED).withReason(event.reason()))
            .on(
                    Resumed.class,
                    (view, event, meta) ->
                            view.changed(meta).withStatus(Status.RUNNING).withReason(null))
            .on(Completed.class, (view, event, meta) -> view.ended(Status.COMPLETED, null, meta))
            .on(Cancelled.class, (view, event, meta) -> view.ended(Status.CANCELLED, event.reason(), meta))
            .on(CostRecorded.class, CampaignView::costRecorded)
            .on(CostReversed.class, CampaignView::costReversed)
            .ignores(BudgetExceeded.class)
            .on(MembersAdded.class, CampaignView::membersAdded)
            .on(MemberRemoved.class, CampaignView::memberRemoved)
            .on(ResponseRecorded.class, CampaignView::responseRecorded)
            .lookedUpBy(NAME)
            .list(STATUS)
            .by(STARTS_ON)
            .list(OWNER)
            .by(STARTS_ON)
            .customFields(CampaignView::custom, CampaignView::withCustom, CampaignView::changed)
            .stages(view -> view.status().name())
            .build();

    public CampaignView {
        responses = Maps.immutableEnumMap(responses);
    }

    private static CampaignView drafted(Drafted event, Meta meta) {
        return new CampaignView(
                event.campaignId(),
                Status.DRAFT,
                event.details(),
                event.owner(),
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                Map.of(),
                meta.happenedAt(),
                null,
                null,
                FieldValues.NONE,
                meta.happenedAt());
    }

    private CampaignView approved(Approved event, Meta meta) {
        return changed(meta).withStatus(Status.APPROVED).withApprover(event.approver());
    }

    private CampaignView scheduled(Scheduled event, Meta meta) {
        return changed(meta)
                .withStatus(Status.SCHEDULED)
                .withStartsOn(event.start())
                .withEndsOn(event.end());
    }

    private CampaignView started(Started event, Meta meta) {
        return changed(meta).withStatus(Status.RUNNING).withStartedAt(meta.happenedAt());
    }

    private CampaignView ended(Status end, @Nullable String why, Meta meta) {
        return changed(meta).withStatus(end).withReason(why).withEndedAt(meta.happenedAt());
    }

    private CampaignView costRecorded(CostRecorded event, Meta meta) {
        return changed(meta).withSpent(spent == null ? event.amount() : spent.plus(event.amount()));
    }

    private CampaignView costReversed(CostReversed event, Meta meta) {
        return changed(meta).withSpent(spent == null ? null : spent.minus(event.amount()));
    }

    private CampaignView membersAdded(MembersAdded event, Meta meta) {
        return changed(meta).withMembers(members + event.customers().size());
    }

    private CampaignView memberRemoved(MemberRemoved event, Meta meta) {
        return changed(meta).withMembers(members - 1);
    }

    private CampaignView responseRecorded(ResponseRecorded event, Meta meta) {
        Map<Response, Integer> counts = new EnumMap<>(Response.class);
        counts.putAll(responses);
        counts.merge(event.response(), 1, Integer::sum);
        if (event.from() != null) {
            counts.computeIfPresent(event.from(), (response, count) -> count == 1 ? null : count - 1);
        }
        return changed(meta).withResponses(counts);
    }

    private CampaignView changed(Meta meta) {
        return withChangedAt(meta.happenedAt());
    }

    /** Whether more was spent than the campaign may cost. */
    public boolean overBudget() {
        return budget != null && spent != null && budget.isSameCurrency(spent) && spent.isGreaterThan(budget);
    }

    private long count(Response response) {
        return responses.getOrDefault(response, 0);
    }

    private @Nullable String currency() {
        Money money = spent == null ? budget : spent;
        return money == null ? null : money.getCurrencyUnit().getCode();
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.getAmount();
    }
}
