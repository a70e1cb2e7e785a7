package io.guanxi.rest.opportunity;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.opportunity.Line;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityDetails;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.opportunity.Pipeline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface OpportunityMapper {

    /** By hand, for the command has withers, and absent means something here. */
    default OpportunityCommand.Open open(OpportunityId opportunityId, OpportunityRequests.Open request) {
        return new OpportunityCommand.Open(
                opportunityId,
                request.customer(),
                details(request),
                Objects.requireNonNullElse(request.pipeline(), Pipeline.STANDARD.id()),
                request.stage(),
                request.owner(),
                request.amount(),
                request.expectedClose(),
                lines(request.lines()));
    }

    @Mapping(target = "details", source = "request")
    OpportunityCommand.CorrectDetails correctDetails(
            OpportunityId opportunityId, OpportunityRequests.CorrectDetails request);

    @Mapping(target = "customerId", source = "request.customer")
    OpportunityCommand.AssignCustomer assignCustomer(
            OpportunityId opportunityId, OpportunityRequests.AssignCustomer request);

    OpportunityCommand.Advance advance(OpportunityId opportunityId, OpportunityRequests.ToStage request);

    OpportunityCommand.RollBack rollBack(OpportunityId opportunityId, OpportunityRequests.ToStage request);

    OpportunityCommand.AddLine addLine(OpportunityId opportunityId, OpportunityRequests.AddLine request);

    OpportunityCommand.RemoveLine removeLine(OpportunityId opportunityId, OpportunityRequests.RemoveLine request);

    OpportunityCommand.ReplaceLines replaceLines(OpportunityId opportunityId, OpportunityRequests.ReplaceLines request);

    OpportunityCommand.ReviseAmount reviseAmount(OpportunityId opportunityId, OpportunityRequests.Amount request);

    OpportunityCommand.MoveCloseDate moveCloseDate(
            OpportunityId opportunityId, OpportunityRequests.MoveCloseDate request);

    OpportunityCommand.CorrectOpening correctOpening(
            OpportunityId opportunityId, OpportunityRequests.CorrectOpening request);

    OpportunityCommand.CommitForecast commitForecast(
            OpportunityId opportunityId, OpportunityRequests.CommitForecast request);

    OpportunityCommand.AssignOwner assignOwner(OpportunityId opportunityId, OpportunityRequests.Owner request);

    OpportunityCommand.TransferOwner transferOwner(OpportunityId opportunityId, OpportunityRequests.Owner request);

    OpportunityCommand.NoteCompetitor noteCompetitor(
            OpportunityId opportunityId, OpportunityRequests.Competitor request);

    OpportunityCommand.DropCompetitor dropCompetitor(
            OpportunityId opportunityId, OpportunityRequests.Competitor request);

    OpportunityCommand.Win win(OpportunityId opportunityId, OpportunityRequests.Amount request);

    OpportunityCommand.Lose lose(OpportunityId opportunityId, OpportunityRequests.Reason request);

    OpportunityCommand.Invalidate invalidate(OpportunityId opportunityId, OpportunityRequests.Reason request);

    OpportunityCommand.Reopen reopen(OpportunityId opportunityId, OpportunityRequests.Reason request);

    @BeanMapping(unmappedTargetPolicy = ReportingPolicy.IGNORE) // the record's own withers look like setters
    OpportunityDetails details(OpportunityRequests.Open request);

    @BeanMapping(unmappedTargetPolicy = ReportingPolicy.IGNORE) // the record's own withers look like setters
    OpportunityDetails details(OpportunityRequests.CorrectDetails request);

    default Line line(OpportunityRequests.Line request) {
        return Check.inside("line", () -> inside(request));
    }

    default List<Line> lines(@Nullable List<OpportunityRequests.Line> requests) {
        List<Line> lines = new ArrayList<>();
        for (OpportunityRequests.Line each : requests == null ? List.<OpportunityRequests.Line>of() : requests) {
            lines.add(Check.inside("lines[" + lines.size() + "]", () -> inside(each)));
        }
        return lines;
    }

    private static Line inside(OpportunityRequests.Line request) {
        return new Line(
                request.id(),
                request.product(),
                request.quantity(),
                request.unitPrice(),
                Objects.requireNonNullElse(request.discountPercent(), BigDecimal.ZERO));
    }
}
