package io.guanxi.application.opportunity;

import static io.guanxi.application.opportunity.OpportunityView.TYPE;

import io.guanxi.application.Compensation;
import io.guanxi.application.Feature;
import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.opportunity.Opportunity;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityCommand.CorrectDetails;
import io.guanxi.domain.opportunity.OpportunityCommand.Invalidate;
import io.guanxi.domain.opportunity.OpportunityCommand.Lose;
import io.guanxi.domain.opportunity.OpportunityCommand.Reopen;
import io.guanxi.domain.opportunity.OpportunityCommand.ReviseAmount;
import io.guanxi.domain.opportunity.OpportunityCommand.RollBack;
import io.guanxi.domain.opportunity.OpportunityCommand.TransferOwner;
import io.guanxi.domain.opportunity.OpportunityCommand.Win;
import io.guanxi.domain.opportunity.OpportunityEvent.AmountRevised;
import io.guanxi.domain.opportunity.OpportunityEvent.CustomerAssigned;
import io.guanxi.domain.opportunity.OpportunityEvent.DetailsCorrected;
import io.guanxi.domain.opportunity.OpportunityEvent.Invalidated;
import io.guanxi.domain.opportunity.OpportunityEvent.Lost;
import io.guanxi.domain.opportunity.OpportunityEvent.Opened;
import io.guanxi.domain.opportunity.OpportunityEvent.OwnerTransferred;
import io.guanxi.domain.opportunity.OpportunityEvent.Reopened;
import io.guanxi.domain.opportunity.OpportunityEvent.StageAdvanced;
import io.guanxi.domain.opportunity.OpportunityEvent.StageRolledBack;
import io.guanxi.domain.opportunity.OpportunityEvent.Won;
import io.guanxi.domain.opportunity.Pipeline;
import io.guanxi.domain.opportunity.Pipelines;
import java.util.List;
import java.util.Optional;

/** Opportunities (商机), under the pipelines of the host. */
public final class OpportunityFeature implements Feature {

    private static final String TAKEN_BACK = "taken back";

    private final Decider<?, ?, ?> decider;

    /** With {@link Pipeline#STANDARD} as the only pipeline. */
    public OpportunityFeature() {
        this(Pipelines.of(Pipeline.STANDARD));
    }

    public OpportunityFeature(Pipelines pipelines) {
        decider = Opportunity.decider(pipelines);
    }

    @Override
    public String name() {
        return "opportunity";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(decider);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(OpportunityView.TYPE);
    }

    @Override
    public Optional<Timeline<?>> timeline() {
        return Optional.of(Timeline.of(OpportunityView.TYPE, OpportunityView::customer)
                .tells(Opened.class, "deal", deal -> deal.details().name())
                .tells(CustomerAssigned.class, "deal", deal -> deal.details().name())
                .tells(StageAdvanced.class, "deal", deal -> deal.stage().name())
                .tells(StageRolledBack.class, "deal", deal -> deal.stage().name())
                .tells(Won.class, "deal", deal -> String.valueOf(deal.amount()))
                .tells(Lost.class, "deal", OpportunityView::endReason)
                .tells(Invalidated.class, "deal", OpportunityView::endReason)
                .tells(Reopened.class, "deal", deal -> deal.details().name())
                .build());
    }

    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(Opened.class, TYPE, it -> new Invalidate(it.opportunityId(), TAKEN_BACK)),
                Compensation.of(Won.class, TYPE, it -> new Reopen(it.opportunityId(), TAKEN_BACK)),
                Compensation.of(Lost.class, TYPE, it -> new Reopen(it.opportunityId(), TAKEN_BACK)),
                Compensation.of(Invalidated.class, TYPE, it -> new Reopen(it.opportunityId(), TAKEN_BACK)),
                new Compensation<>(
                        Reopened.class,
                        TYPE,
                        (it, before) -> before.map(view -> OpportunityFeature.endAgain(it, view)).stream()
                                .toList()),
                Compensation.of(StageAdvanced.class, TYPE, it -> new RollBack(it.opportunityId(), it.from())),
                Compensation.of(AmountRevised.class, TYPE, it -> new ReviseAmount(it.opportunityId(), it.from())),
                Compensation.of(OwnerTransferred.class, TYPE, it -> new TransferOwner(it.opportunityId(), it.from())),
                new Compensation<>(
                        DetailsCorrected.class,
                        TYPE,
                        (it, before) ->
                                before.map(view -> new CorrectDetails(it.opportunityId(), view.details())).stream()
                                        .toList()));
    }

    private static OpportunityCommand endAgain(Reopened event, OpportunityView before) {
        String reason = before.endReason() == null ? TAKEN_BACK : before.endReason();
        return switch (before.status()) {
            case WON -> new Win(event.opportunityId(), null);
            case LOST -> new Lose(event.opportunityId(), reason);
            default -> new Invalidate(event.opportunityId(), reason);
        };
    }
}
