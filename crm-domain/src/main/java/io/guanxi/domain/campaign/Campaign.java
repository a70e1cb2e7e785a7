package io.guanxi.domain.campaign;

import static io.guanxi.domain.campaign.CampaignRule.ALREADY_APPROVED;
import static io.guanxi.domain.campaign.CampaignRule.ALREADY_CONTACTED;
import static io.guanxi.domain.campaign.CampaignRule.ALREADY_DRAFTED;
import static io.guanxi.domain.campaign.CampaignRule.ALREADY_STARTED;
import static io.guanxi.domain.campaign.CampaignRule.CLOSED;
import static io.guanxi.domain.campaign.CampaignRule.COST_ALREADY_RECORDED;
import static io.guanxi.domain.campaign.CampaignRule.COST_REVERSED;
import static io.guanxi.domain.campaign.CampaignRule.COST_UNKNOWN;
import static io.guanxi.domain.campaign.CampaignRule.NOT_APPROVED;
import static io.guanxi.domain.campaign.CampaignRule.NOT_A_MEMBER;
import static io.guanxi.domain.campaign.CampaignRule.NOT_SCHEDULED;
import static io.guanxi.domain.campaign.CampaignRule.NOT_STARTED;
import static io.guanxi.domain.campaign.CampaignRule.OTHER_CURRENCY;
import static io.guanxi.domain.campaign.CampaignRule.PAUSED;
import static io.guanxi.domain.campaign.CampaignRule.TOO_MANY_COSTS;
import static io.guanxi.domain.campaign.CampaignRule.TOO_MANY_MEMBERS;

import com.google.common.collect.ImmutableMap;
import io.guanxi.domain.campaign.CampaignCommand.AddMembers;
import io.guanxi.domain.campaign.CampaignCommand.Approve;
import io.guanxi.domain.campaign.CampaignCommand.Cancel;
import io.guanxi.domain.campaign.CampaignCommand.Complete;
import io.guanxi.domain.campaign.CampaignCommand.CorrectDetails;
import io.guanxi.domain.campaign.CampaignCommand.Draft;
import io.guanxi.domain.campaign.CampaignCommand.Pause;
import io.guanxi.domain.campaign.CampaignCommand.RecordCost;
import io.guanxi.domain.campaign.CampaignCommand.RecordResponse;
import io.guanxi.domain.campaign.CampaignCommand.RemoveMember;
import io.guanxi.domain.campaign.CampaignCommand.Resume;
import io.guanxi.domain.campaign.CampaignCommand.ReverseCost;
import io.guanxi.domain.campaign.CampaignCommand.Schedule;
import io.guanxi.domain.campaign.CampaignCommand.SetBudget;
import io.guanxi.domain.campaign.CampaignCommand.Start;
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
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What the rules need to remember of a campaign, and the rules. */
@RecordBuilder
public record Campaign(
        Status status,
        @Nullable Drafted draft,
        @Nullable Money firstBudget,
        @Nullable CampaignDetails details,
        @Nullable String owner,
        @Nullable Money budget,
        @Nullable Money approvedBudget,
        @Nullable LocalDate start,
        @Nullable LocalDate end,
        Map<String, Cost> costs,
        Members members)
        implements CampaignBuilder.With {

    public static final int MAX_COSTS = 1_000;

    /** All members are in memory whenever the campaign changes. Bigger audiences are for segments. */
    public static final int MAX_MEMBERS = 10_000;

    private static final Campaign UNKNOWN = new Campaign(
            Status.UNKNOWN, null, null, null, null, null, null, null, null, ImmutableMap.of(), Members.NONE);

    public static final Decider<CampaignCommand, CampaignEvent, Campaign> DECIDER = Decider.of(
                    CampaignCommand.class, CampaignEvent.class, UNKNOWN)
            .decide(Draft.class, Campaign::draft)
            .decide(CorrectDetails.class, Campaign::correctDetails)
            .decide(SetBudget.class, Campaign::setBudget)
            .decide(Approve.class, Campaign::approve)
            .decide(Schedule.class, Campaign::schedule)
            .decide(Start.class, Campaign::start)
            .decide(Pause.class, Campaign::pause)
            .decide(Resume.class, Campaign::resume)
            .decide(Complete.class, Campaign::complete)
            .decide(Cancel.class, Campaign::cancel)
            .decide(RecordCost.class, Campaign::recordCost)
            .decide(ReverseCost.class, Campaign::reverseCost)
            .decide(AddMembers.class, Campaign::addMembers)
            .decide(RemoveMember.class, Campaign::removeMember)
            .decide(RecordResponse.class, Campaign::recordResponse)
            .evolve(Drafted.class, Campaign::drafted)
            .evolve(DetailsCorrected.class, (state, event) -> state.withDetails(event.details()))
            .evolve(BudgetSet.class, Campaign::budgetSet)
            .evolve(
                    Approved.class,
                    (state, event) -> state.withStatus(Status.APPROVED).withApprovedBudget(state.budget))
            .evolve(Scheduled.class, Campaign::scheduled)
            .evolve(Started.class, (state, event) -> state.withStatus(Status.RUNNING))
            .evolve(Paused.class, (state, event) -> state.withStatus(Status.PAUSED))
            .evolve(Resumed.class, (state, event) -> state.withStatus(Status.RUNNING))
            .evolve(Completed.class, (state, event) -> state.withStatus(Status.COMPLETED))
            .evolve(Cancelled.class, (state, event) -> state.withStatus(Status.CANCELLED))
            .evolve(CostRecorded.class, Campaign::costRecorded)
            .evolve(CostReversed.class, Campaign::costReversed)
            .evolve(BudgetExceeded.class, (state, event) -> state)
            .evolve(MembersAdded.class, Campaign::membersAdded)
            .evolve(MemberRemoved.class, Campaign::memberRemoved)
            .evolve(ResponseRecorded.class, Campaign::responseRecorded)
            .build();

    /** Where a campaign is in its life. */
    public enum Status {
        UNKNOWN,
        DRAFT,
        APPROVED,
        SCHEDULED,
        RUNNING,
        PAUSED,
        COMPLETED,
        CANCELLED
    }

    private List<CampaignEvent> draft(Draft command) {
        if (draft != null) {
            if (!repeats(command, draft)) {
                throw ALREADY_DRAFTED.refused();
            }
            return List.of();
        }
        Drafted drafted = new Drafted(command.campaignId(), command.details(), command.owner());
        return command.budget() == null
                ? List.of(drafted)
                : List.of(drafted, new BudgetSet(command.campaignId(), command.budget()));
    }

    private List<CampaignEvent> correctDetails(CorrectDetails command) {
        requireOpen(command.campaignId());
        return command.details().equals(details)
                ? List.of()
                : List.of(new DetailsCorrected(command.campaignId(), command.details()));
    }

    private List<CampaignEvent> setBudget(SetBudget command) {
        requireOpen(command.campaignId());
        if (Objects.equals(command.budget(), budget)) {
            return List.of();
        }
        if (command.budget() != null) {
            requireCurrency(costCurrency(), command.budget());
        }
        requireApproved(command.budget());
        return reportingBudget(new BudgetSet(command.campaignId(), command.budget()));
    }

    private List<CampaignEvent> approve(Approve command, CallContext context) {
        requireOpen(command.campaignId());
        return status == Status.DRAFT
                ? List.of(new Approved(command.campaignId(), context.actor().id()))
                : List.of();
    }

    private List<CampaignEvent> schedule(Schedule command) {
        requireOpen(command.campaignId());
        if (command.start().equals(start) && command.end().equals(end)) {
            return List.of();
        }
        if (status == Status.DRAFT) {
            throw NOT_APPROVED.refused();
        }
        if (status == Status.RUNNING || status == Status.PAUSED) {
            throw ALREADY_STARTED.refused();
        }
        return List.of(new Scheduled(command.campaignId(), command.start(), command.end()));
    }

    private List<CampaignEvent> start(Start command) {
        requireOpen(command.campaignId());
        return switch (status) {
            case DRAFT -> throw NOT_APPROVED.refused();
            case APPROVED -> throw NOT_SCHEDULED.refused();
            case PAUSED -> throw PAUSED.refused();
            case SCHEDULED -> List.of(new Started(command.campaignId()));
            default -> List.of();
        };
    }

    private List<CampaignEvent> pause(Pause command) {
        requireUnderWay(command.campaignId());
        return status == Status.PAUSED ? List.of() : List.of(new Paused(command.campaignId(), command.reason()));
    }

    private List<CampaignEvent> resume(Resume command) {
        requireUnderWay(command.campaignId());
        return status == Status.RUNNING ? List.of() : List.of(new Resumed(command.campaignId()));
    }

    private List<CampaignEvent> complete(Complete command) {
        if (status == Status.COMPLETED) {
            return List.of();
        }
        requireUnderWay(command.campaignId());
        return List.of(new Completed(command.campaignId()));
    }

    private List<CampaignEvent> cancel(Cancel command) {
        if (status == Status.CANCELLED) {
            return List.of();
        }
        requireOpen(command.campaignId());
        return List.of(new Cancelled(command.campaignId(), command.reason()));
    }

    /** Taken down in every state and over any budget: the money is spent. */
    private List<CampaignEvent> recordCost(RecordCost command) {
        requireKnown(command.campaignId());
        Cost cost = new Cost(command.amount(), command.description(), command.on(), false);
        Cost earlier = costs.get(command.costId());
        if (cost.equals(earlier)) {
            return List.of();
        }
        if (earlier != null) {
            throw (cost.reverse().equals(earlier) ? COST_REVERSED : COST_ALREADY_RECORDED).refused(command.costId());
        }
        if (costs.size() >= MAX_COSTS) {
            throw TOO_MANY_COSTS.refused(MAX_COSTS);
        }
        requireCurrency(currency(), command.amount());
        return reportingBudget(new CostRecorded(
                command.campaignId(), command.costId(), command.amount(), command.description(), command.on()));
    }

    private List<CampaignEvent> reverseCost(ReverseCost command) {
        requireKnown(command.campaignId());
        Cost cost = costs.get(command.costId());
        if (cost == null) {
            throw COST_UNKNOWN.refused(command.costId());
        }
        return cost.reversed()
                ? List.of()
                : List.of(new CostReversed(command.campaignId(), command.costId(), cost.amount(), command.reason()));
    }

    private List<CampaignEvent> addMembers(AddMembers command) {
        requireOpen(command.campaignId());
        List<CustomerId> added = command.customers().stream()
                .distinct()
                .filter(each -> !members.has(each))
                .toList();
        if (added.isEmpty()) {
            return List.of();
        }
        if (members.size() + added.size() > MAX_MEMBERS) {
            throw TOO_MANY_MEMBERS.refused(MAX_MEMBERS);
        }
        return List.of(new MembersAdded(command.campaignId(), added));
    }

    /** Who was contacted stays, or the member could be added again and an opt-out would be forgotten. */
    private List<CampaignEvent> removeMember(RemoveMember command) {
        requireOpen(command.campaignId());
        if (!members.has(command.customerId())) {
            return List.of();
        }
        if (members.response(command.customerId()) != null) {
            throw ALREADY_CONTACTED.refused();
        }
        return List.of(new MemberRemoved(command.campaignId(), command.customerId()));
    }

    /** People respond even after the campaign is over. */
    private List<CampaignEvent> recordResponse(RecordResponse command) {
        requireKnown(command.campaignId());
        if (isAhead()) {
            throw NOT_STARTED.refused();
        }
        if (!members.has(command.customerId())) {
            throw NOT_A_MEMBER.refused();
        }
        Response earlier = members.response(command.customerId());
        return command.response().follows(earlier)
                ? List.of(new ResponseRecorded(command.campaignId(), command.customerId(), earlier, command.response()))
                : List.of();
    }

    private Campaign drafted(Drafted event) {
        return withStatus(Status.DRAFT)
                .withDraft(event)
                .withDetails(event.details())
                .withOwner(event.owner());
    }

    private Campaign budgetSet(BudgetSet event) {
        return withBudget(event.budget()).withFirstBudget(firstBudget == null ? event.budget() : firstBudget);
    }

    private Campaign scheduled(Scheduled event) {
        return withStatus(Status.SCHEDULED).withStart(event.start()).withEnd(event.end());
    }

    private Campaign costRecorded(CostRecorded event) {
        return withCost(event.costId(), new Cost(event.amount(), event.description(), event.on(), false));
    }

    private Campaign costReversed(CostReversed event) {
        Cost cost = costs.get(event.costId());
        return cost == null ? this : withCost(event.costId(), cost.reverse());
    }

    private Campaign membersAdded(MembersAdded event) {
        return withMembers(members.with(event.customers()));
    }

    private Campaign memberRemoved(MemberRemoved event) {
        return withMembers(members.without(event.customerId()));
    }

    private Campaign responseRecorded(ResponseRecorded event) {
        return withMembers(members.with(event.customerId(), event.response()));
    }

    private Campaign withCost(String costId, Cost cost) {
        return withCosts(ImmutableMap.<String, Cost>builder()
                .putAll(costs)
                .put(costId, cost)
                .buildKeepingLast());
    }

    /** The fact, and that the budget is exceeded if the fact made it so. */
    private List<CampaignEvent> reportingBudget(CampaignEvent event) {
        Optional<BudgetExceeded> exceeded = DECIDER.evolve(this, event).overBudget(event.campaignId());
        return exceeded.isPresent() && overBudget(event.campaignId()).isEmpty()
                ? List.of(event, exceeded.get())
                : List.of(event);
    }

    private Optional<BudgetExceeded> overBudget(CampaignId id) {
        if (budget == null) {
            return Optional.empty();
        }
        Money spent = costs.values().stream()
                .filter(each -> !each.reversed())
                .map(Cost::amount)
                .reduce(Money.zero(budget.getCurrencyUnit()), Money::plus);
        return spent.isGreaterThan(budget) ? Optional.of(new BudgetExceeded(id, budget, spent)) : Optional.empty();
    }

    /** The one currency of the campaign: that of its costs, before them that of its budget, else null. */
    private @Nullable CurrencyUnit currency() {
        return costs.isEmpty() && budget != null ? budget.getCurrencyUnit() : costCurrency();
    }

    private @Nullable CurrencyUnit costCurrency() {
        return costs.values().stream()
                .findFirst()
                .map(each -> each.amount().getCurrencyUnit())
                .orElse(null);
    }

    /** A repetition may leave the budget out, for the event that sets it does not tell whether the draft had one. */
    private boolean repeats(Draft command, Drafted drafted) {
        return command.details().equals(drafted.details())
                && command.owner().equals(drafted.owner())
                && (command.budget() == null || command.budget().equals(firstBudget));
    }

    private boolean isAhead() {
        return status == Status.DRAFT || status == Status.APPROVED || status == Status.SCHEDULED;
    }

    private void requireKnown(CampaignId id) {
        if (status == Status.UNKNOWN) {
            throw new CrmException.NotFound(id);
        }
    }

    private void requireOpen(CampaignId id) {
        requireKnown(id);
        if (status == Status.COMPLETED || status == Status.CANCELLED) {
            throw CLOSED.refused();
        }
    }

    private void requireUnderWay(CampaignId id) {
        requireOpen(id);
        if (isAhead()) {
            throw NOT_STARTED.refused();
        }
    }

    /** Nothing is asked for before the approval, nor after one that set no limit. */
    private void requireApproved(@Nullable Money wanted) {
        if (approvedBudget == null) {
            return;
        }
        boolean within =
                wanted != null && wanted.isSameCurrency(approvedBudget) && !wanted.isGreaterThan(approvedBudget);
        if (!within) {
            throw ALREADY_APPROVED.refused(approvedBudget);
        }
    }

    private static void requireCurrency(@Nullable CurrencyUnit currency, Money amount) {
        if (currency != null && !currency.equals(amount.getCurrencyUnit())) {
            throw OTHER_CURRENCY.refused(
                    currency.getCode(), amount.getCurrencyUnit().getCode());
        }
    }
}
