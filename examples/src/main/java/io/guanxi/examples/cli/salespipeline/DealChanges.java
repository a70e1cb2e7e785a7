package io.guanxi.examples.cli.salespipeline;

import static java.util.Objects.requireNonNull;

import io.guanxi.application.Dated;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.opportunity.Line;
import io.guanxi.domain.opportunity.Opportunity.Status;
import io.guanxi.domain.opportunity.OpportunityCommand.Advance;
import io.guanxi.domain.opportunity.OpportunityCommand.AssignCustomer;
import io.guanxi.domain.opportunity.OpportunityCommand.AssignOwner;
import io.guanxi.domain.opportunity.OpportunityCommand.CorrectDetails;
import io.guanxi.domain.opportunity.OpportunityCommand.CorrectOpening;
import io.guanxi.domain.opportunity.OpportunityCommand.Lose;
import io.guanxi.domain.opportunity.OpportunityCommand.Open;
import io.guanxi.domain.opportunity.OpportunityCommand.Reopen;
import io.guanxi.domain.opportunity.OpportunityCommand.ReplaceLines;
import io.guanxi.domain.opportunity.OpportunityCommand.RollBack;
import io.guanxi.domain.opportunity.OpportunityCommand.TransferOwner;
import io.guanxi.domain.opportunity.OpportunityCommand.Win;
import io.guanxi.domain.opportunity.OpportunityDetails;
import io.guanxi.domain.opportunity.OpportunityId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The way from what the CRM knows of a deal to what the file says. It goes through every stage on the way, each at the time the
 * file tells: engaged at the start of that day, closed at the start of that day, in UTC.
 */
final class DealChanges {

    private static final String LINE = "1";
    private static final String REASON_UNKNOWN = "not given in " + Deals.FILE;
    private static final String CORRECTED = "corrected in " + Deals.FILE;

    private final CurrencyUnit currency;
    private final Instant now;

    DealChanges(CurrencyUnit currency, Instant now) {
        this.currency = currency;
        this.now = now;
    }

    List<Dated> open(Deal deal) {
        Instant start = start(deal);
        List<Dated> changes = new ArrayList<>();
        Open open = new Open(
                deal.id(),
                deal.account(),
                deal.in(OpportunityDetails.named(deal.name())),
                SalesPipeline.PIPELINE.id(),
                null,
                deal.owner(),
                null,
                null,
                List.of(line(deal, null)));
        changes.add(new Dated(open, start));
        if (deal.stage() != DealStage.PROSPECTING) {
            changes.add(new Dated(new Advance(deal.id(), deal.stage().pipelineStage()), start));
        }
        close(deal, changes);
        return changes;
    }

    /** A closed deal is reopened on the day of its close, corrected, and closed again. */
    List<Dated> between(OpportunityView known, Deal deal) {
        List<Dated> corrections = corrections(known, deal);
        boolean closedTheSame = known.status() == deal.stage().status()
                && (deal.closed() == null || deal.closed().equals(known.closedOn()));
        if (corrections.isEmpty() && closedTheSame) {
            return List.of();
        }
        List<Dated> changes = new ArrayList<>();
        if (known.status() != Status.OPEN) {
            Instant closed = known.closedOn() == null ? now : Deal.startOf(known.closedOn());
            changes.add(new Dated(new Reopen(deal.id(), CORRECTED), closed));
        }
        changes.addAll(corrections);
        close(deal, changes);
        return changes;
    }

    private List<Dated> corrections(OpportunityView known, Deal deal) {
        OpportunityId id = deal.id();
        List<Command> commands = new ArrayList<>();
        OpportunityDetails details = deal.in(known.details());
        if (!details.equals(known.details())) {
            commands.add(new CorrectDetails(id, details));
        }
        if (deal.account() == null && known.customer() != null) {
            throw new RowException("account", "is empty, but the deal had an account before");
        }
        if (deal.account() != null && !deal.account().equals(known.customer())) {
            commands.add(new AssignCustomer(id, deal.account()));
        }
        if (!deal.owner().equals(known.owner())) {
            commands.add(
                    known.owner() == null ? new AssignOwner(id, deal.owner()) : new TransferOwner(id, deal.owner()));
        }
        List<Line> lines = List.of(line(deal, known));
        if (!lines.equals(known.lines())) {
            commands.add(new ReplaceLines(id, lines));
        }
        if (deal.engaged() != null && !deal.engaged().equals(known.openedOn())) {
            commands.add(new CorrectOpening(id, deal.engaged()));
        }
        // Nobody knows when these became true, but it was before the deal was closed.
        Instant then = deal.closed() == null ? now : Deal.startOf(deal.closed());
        List<Dated> changes = new ArrayList<>();
        commands.forEach(each -> changes.add(new Dated(each, then)));
        String stage = deal.stage().pipelineStage();
        if (!stage.equals(known.stage().code())) {
            changes.add(
                    deal.stage() == DealStage.PROSPECTING
                            ? new Dated(new RollBack(id, stage), now)
                            : new Dated(new Advance(id, stage), start(deal)));
        }
        return changes;
    }

    private void close(Deal deal, List<Dated> changes) {
        if (deal.closed() != null) {
            Command end =
                    deal.stage() == DealStage.WON ? new Win(deal.id(), null) : new Lose(deal.id(), REASON_UNKNOWN);
            changes.add(new Dated(end, Deal.startOf(deal.closed())));
        }
    }

    private Instant start(Deal deal) {
        return deal.engaged() == null ? now : Deal.startOf(deal.engaged());
    }

    /**
     * One of the product, at the value in the file. Where that has none, the deal keeps the price it has, and starts with the list
     * price: it is what the seller may hope for.
     */
    private Line line(Deal deal, @Nullable OpportunityView known) {
        Money price = deal.value();
        if (price == null && known != null) {
            price = known.lines().stream()
                    .filter(each -> each.product().equals(deal.product().sku()))
                    .map(Line::unitPrice)
                    .findFirst()
                    .orElse(null);
        }
        if (price == null) {
            price = deal.product().listPrice();
        }
        return Line.of(
                LINE,
                deal.product().sku(),
                BigDecimal.ONE,
                price == null ? Money.zero(currency) : requireNonNull(price));
    }
}
