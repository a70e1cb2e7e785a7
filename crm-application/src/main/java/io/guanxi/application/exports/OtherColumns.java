package io.guanxi.application.exports;

import com.google.common.collect.ImmutableMap;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.product.ProductView;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.transaction.TransactionView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.opportunity.Line;
import io.guanxi.domain.opportunity.Opportunity;
import io.guanxi.domain.product.Product;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Products, deals, activities and tickets as tables. */
final class OtherColumns {

    static final Columns<ProductView> PRODUCTS = Columns.of(
            ProductView.TYPE,
            Filter.everything(),
            table(ProductView.class)
                    .put("SKU", view -> view.details().sku())
                    .put("Name", view -> view.details().name())
                    .put("Category", view -> view.details().category())
                    .put("Price", view -> view.details().listPrice())
                    .put("Active", view -> view.status() == Product.Status.LISTED)
                    .put("Created", ProductView::listedAt)
                    .buildOrThrow());

    static final Columns<OpportunityView> DEALS = Columns.of(
            OpportunityView.TYPE,
            Filter.everything(),
            table(OpportunityView.class)
                    .put("Id", view -> view.id().value())
                    .put("Name", view -> view.details().name())
                    .put("Account ID", view -> value(view.customer()))
                    .put("Stage", OtherColumns::stage)
                    .put("Amount", OpportunityView::amount)
                    .put("Product", OtherColumns::product)
                    .put(
                            "Close Date",
                            view -> view.status() == Opportunity.Status.OPEN ? view.expectedClose() : view.closedOn())
                    .put("Opened", OpportunityView::openedOn)
                    .put("Owner", OpportunityView::owner)
                    .put("Type", view -> view.details().kind())
                    .put("Source", view -> view.details().source())
                    .put("Next Step", view -> view.details().nextStep())
                    .put("Lost Reason", OpportunityView::endReason)
                    .put("Created", OpportunityView::openedAt)
                    .put("Description", view -> view.details().remark())
                    .buildOrThrow());

    static final Columns<ActivityView> ACTIVITIES = Columns.of(
            ActivityView.TYPE,
            Filter.everything(),
            table(ActivityView.class)
                    .put("Id", view -> view.id().value())
                    .put("Type", view -> view.details().kind())
                    .put("Channel", view -> view.details().channel())
                    .put("Direction", view -> view.details().direction())
                    .put("Subject", view -> view.details().subject())
                    .put("Account ID", view -> value(view.about().customer()))
                    .put("Opportunity ID", view -> value(view.about().opportunity()))
                    .put("Ticket ID", view -> value(view.about().ticket()))
                    .put("Due Date", ActivityView::dueAt)
                    .put("Held At", ActivityView::heldAt)
                    .put("Status", ActivityView::status)
                    .put("Assigned To", ActivityView::assignee)
                    .put(
                            "Outcome",
                            view -> view.outcome() == null
                                    ? null
                                    : view.outcome().code())
                    .put(
                            "Next Contact",
                            view -> view.outcome() == null
                                    ? null
                                    : view.outcome().nextContactAt())
                    .put("Notes", view -> view.details().notes())
                    .buildOrThrow());

    static final Columns<TicketView> TICKETS = Columns.of(
            TicketView.TYPE,
            Filter.everything(),
            table(TicketView.class)
                    .put("Id", view -> view.id().value())
                    .put("Subject", TicketView::subject)
                    .put("Type", TicketView::kind)
                    .put("Priority", TicketView::priority)
                    .put("Status", TicketView::status)
                    .put("Category", TicketView::category)
                    .put("Channel", TicketView::channel)
                    .put("Agent", TicketView::agent)
                    .put("Account ID", view -> value(view.customer()))
                    .put("Created", TicketView::openedAt)
                    .put("Closed At", TicketView::closedAt)
                    .put(
                            "Solution",
                            view -> view.solution() == null
                                    ? null
                                    : view.solution().text())
                    .put("Description", TicketView::description)
                    .buildOrThrow());

    static final Columns<TransactionView> TRANSACTIONS = Columns.of(
            TransactionView.TYPE,
            Filter.everything(),
            table(TransactionView.class)
                    .put("Id", view -> view.id().value())
                    .put("Number", view -> view.details().number())
                    .put("Source", view -> view.details().source())
                    .put("Type", view -> view.details().kind())
                    .put("Account ID", view -> value(view.customer()))
                    .put("Amount", view -> view.details().amount())
                    .put("Date", TransactionView::at)
                    .put("Status", TransactionView::status)
                    .put("Channel", view -> view.details().channel())
                    .put("Subject", view -> view.details().subject())
                    .buildOrThrow());

    private OtherColumns() {}

    @SuppressWarnings("unused") // says of what the table is
    private static <V extends View> ImmutableMap.Builder<String, Function<V, @Nullable Object>> table(Class<V> of) {
        return ImmutableMap.builder();
    }

    static @Nullable Object value(@Nullable AggregateId id) {
        return id == null ? null : id.value();
    }

    private static String stage(OpportunityView view) {
        return view.status() == Opportunity.Status.OPEN
                ? view.stage().code()
                : view.status().name();
    }

    /** Of a deal about one piece of one product; more does not fit into a row. */
    private static @Nullable String product(OpportunityView view) {
        if (view.lines().size() != 1) {
            return null;
        }
        Line line = view.lines().get(0);
        boolean one = line.quantity().compareTo(BigDecimal.ONE) == 0
                && line.discountPercent().signum() == 0;
        return one ? line.product() : null;
    }
}
