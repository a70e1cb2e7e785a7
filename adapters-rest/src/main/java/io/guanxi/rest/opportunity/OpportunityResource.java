package io.guanxi.rest.opportunity;

import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityCommand.AddLine;
import io.guanxi.domain.opportunity.OpportunityCommand.Advance;
import io.guanxi.domain.opportunity.OpportunityCommand.AssignCustomer;
import io.guanxi.domain.opportunity.OpportunityCommand.AssignOwner;
import io.guanxi.domain.opportunity.OpportunityCommand.CommitForecast;
import io.guanxi.domain.opportunity.OpportunityCommand.CorrectDetails;
import io.guanxi.domain.opportunity.OpportunityCommand.CorrectOpening;
import io.guanxi.domain.opportunity.OpportunityCommand.DropCompetitor;
import io.guanxi.domain.opportunity.OpportunityCommand.Invalidate;
import io.guanxi.domain.opportunity.OpportunityCommand.Lose;
import io.guanxi.domain.opportunity.OpportunityCommand.MoveCloseDate;
import io.guanxi.domain.opportunity.OpportunityCommand.NoteCompetitor;
import io.guanxi.domain.opportunity.OpportunityCommand.Open;
import io.guanxi.domain.opportunity.OpportunityCommand.RemoveLine;
import io.guanxi.domain.opportunity.OpportunityCommand.Reopen;
import io.guanxi.domain.opportunity.OpportunityCommand.ReplaceLines;
import io.guanxi.domain.opportunity.OpportunityCommand.ReviseAmount;
import io.guanxi.domain.opportunity.OpportunityCommand.RollBack;
import io.guanxi.domain.opportunity.OpportunityCommand.TransferOwner;
import io.guanxi.domain.opportunity.OpportunityCommand.Win;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.opportunity.OpportunityRule;
import io.guanxi.rest.Routes;

/** Opportunities (商机) over HTTP. */
public final class OpportunityResource {

    private static final OpportunityMapper MAPPER = new GeneratedOpportunityMapper();

    public static final Routes<OpportunityId, OpportunityView> ROUTES = Routes.of(
                    "opportunities", OpportunityCommand.class, OpportunityView.TYPE, OpportunityId::new)
            .put(Open.class, OpportunityRequests.Open.class, MAPPER::open)
            .post(CorrectDetails.class, OpportunityRequests.CorrectDetails.class, MAPPER::correctDetails)
            .post(AssignCustomer.class, OpportunityRequests.AssignCustomer.class, MAPPER::assignCustomer)
            .post(Advance.class, OpportunityRequests.ToStage.class, MAPPER::advance)
            .post(RollBack.class, OpportunityRequests.ToStage.class, MAPPER::rollBack)
            .post(AddLine.class, OpportunityRequests.AddLine.class, MAPPER::addLine)
            .post(RemoveLine.class, OpportunityRequests.RemoveLine.class, MAPPER::removeLine)
            .post(ReplaceLines.class, OpportunityRequests.ReplaceLines.class, MAPPER::replaceLines)
            .post(ReviseAmount.class, OpportunityRequests.Amount.class, MAPPER::reviseAmount)
            .post(MoveCloseDate.class, OpportunityRequests.MoveCloseDate.class, MAPPER::moveCloseDate)
            .post(CorrectOpening.class, OpportunityRequests.CorrectOpening.class, MAPPER::correctOpening)
            .post(CommitForecast.class, OpportunityRequests.CommitForecast.class, MAPPER::commitForecast)
            .post(AssignOwner.class, OpportunityRequests.Owner.class, MAPPER::assignOwner)
            .post(TransferOwner.class, OpportunityRequests.Owner.class, MAPPER::transferOwner)
            .post(NoteCompetitor.class, OpportunityRequests.Competitor.class, MAPPER::noteCompetitor)
            .post(DropCompetitor.class, OpportunityRequests.Competitor.class, MAPPER::dropCompetitor)
            .post(Win.class, OpportunityRequests.Amount.class, MAPPER::win)
            .post(Lose.class, OpportunityRequests.Reason.class, MAPPER::lose)
            .post(Invalidate.class, OpportunityRequests.Reason.class, MAPPER::invalidate)
            .post(Reopen.class, OpportunityRequests.Reason.class, MAPPER::reopen)
            .refuses(OpportunityRule.values())
            .build();

    private OpportunityResource() {}
}
