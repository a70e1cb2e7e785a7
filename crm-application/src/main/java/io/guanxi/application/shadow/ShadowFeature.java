package io.guanxi.application.shadow;

import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Reader;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.imports.Import;
import io.guanxi.application.link.LinkView;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.activity.ActivityCommand;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.intake.IntakeCommand;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.link.LinkId;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.product.ProductCommand;
import io.guanxi.domain.shadow.Shadow;
import io.guanxi.domain.shadow.ShadowId;
import io.guanxi.domain.shadow.ShadowRule;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.transaction.TransactionCommand;
import java.util.List;
import java.util.Optional;

/**
 * Shadow mode (影子模式): what a followed system is the master of, others do not change. For hosts that choose it, for each command that is
 * guarded asks for one row by its key.
 */
public final class ShadowFeature implements Feature {

    /** Those that change what tables tell; reactions give none of them, and duties one, for rules of public pools. */
    private static final List<Class<? extends Command>> GUARDED = List.of(
            CustomerCommand.CorrectDetails.class,
            CustomerCommand.AddContactPoint.class,
            CustomerCommand.RemoveContactPoint.class,
            CustomerCommand.MakePrimary.class,
            CustomerCommand.AssignOwner.class,
            CustomerCommand.TransferOwner.class,
            CustomerCommand.ReleaseToPool.class,
            CustomerCommand.RecallToPool.class,
            CustomerCommand.RecycleToPool.class,
            CustomerCommand.WithdrawFromPool.class,
            CustomerCommand.ClaimFromPool.class,
            CustomerCommand.DistributeFromPool.class,
            CustomerCommand.Archive.class,
            CustomerCommand.Restore.class,
            CustomerCommand.MergeInto.class,
            OpportunityCommand.AssignCustomer.class,
            OpportunityCommand.CorrectDetails.class,
            OpportunityCommand.Advance.class,
            OpportunityCommand.RollBack.class,
            OpportunityCommand.AddLine.class,
            OpportunityCommand.RemoveLine.class,
            OpportunityCommand.ReplaceLines.class,
            OpportunityCommand.ReviseAmount.class,
            OpportunityCommand.MoveCloseDate.class,
            OpportunityCommand.CorrectOpening.class,
            OpportunityCommand.AssignOwner.class,
            OpportunityCommand.TransferOwner.class,
            OpportunityCommand.Win.class,
            OpportunityCommand.Lose.class,
            OpportunityCommand.Invalidate.class,
            OpportunityCommand.Reopen.class,
            ActivityCommand.CorrectDetails.class,
            ActivityCommand.Assign.class,
            ActivityCommand.Postpone.class,
            ActivityCommand.Complete.class,
            ActivityCommand.Cancel.class,
            ActivityCommand.Reopen.class,
            ActivityCommand.Retract.class,
            ActivityCommand.Reinstate.class,
            TicketCommand.Triage.class,
            TicketCommand.ChangePriority.class,
            TicketCommand.Assign.class,
            TicketCommand.Unassign.class,
            TicketCommand.Resolve.class,
            TicketCommand.Reopen.class,
            TicketCommand.Close.class,
            TicketCommand.Cancel.class,
            TicketCommand.Merge.class,
            ProductCommand.Revise.class,
            ProductCommand.Retire.class,
            ProductCommand.Relist.class,
            TransactionCommand.Correct.class,
            TransactionCommand.Cancel.class,
            TransactionCommand.Reinstate.class,
            IntakeCommand.Revise.class,
            IntakeCommand.Discard.class);

    @Override
    public String name() {
        return "shadow";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Shadow.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(ShadowView.TYPE);
    }

    @Override
    public List<Guard> guards() {
        return GUARDED.stream().<Guard>map(ShadowFeature::guard).toList();
    }

    private static <C extends Command> Guard guard(Class<C> command) {
        return new Guard.BeforeAt<>(command, ShadowFeature::requireOurs);
    }

    private static void requireOurs(Command command, CallContext context, Reader reader) {
        if (!reader.has(LinkView.TYPE)) {
            return;
        }
        reader.views(LinkView.TYPE)
                .byId(LinkId.of(command.aggregateId().value()))
                .filter(link ->
                        Import.viewOf(RecordKind.of(link.kind())).id().idType().isInstance(command.aggregateId()))
                .ifPresent(link -> link.sources().forEach(source -> requireOurs(link, source, context, reader)));
    }

    private static void requireOurs(LinkView link, String source, CallContext context, Reader reader) {
        reader.views(ShadowView.TYPE)
                .byId(ShadowId.of(source))
                .filter(shadow -> shadow.followed().contains(link.kind()))
                .filter(shadow -> !shadow.batch().equals(context.batch()))
                .ifPresent(shadow -> {
                    throw ShadowRule.MASTERED_ELSEWHERE.refused(link.kind(), source);
                });
    }
}
