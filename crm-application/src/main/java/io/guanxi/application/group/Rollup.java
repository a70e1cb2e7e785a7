package io.guanxi.application.group;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimaps;
import io.guanxi.application.Reader;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.transaction.Purchases;
import io.guanxi.application.transaction.TransactionView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.domain.customer.CustomerId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What those who count together come to, as far as the reader may see it. Whatever else refers to customers is rolled up by
 * {@link Groups#of}.
 *
 * @param members the customer itself first
 * @param purchases what was bought, by currency
 * @param deals what is open, by currency
 * @param openTickets how many are
 */
public record Rollup(List<CustomerId> members, List<Purchases> purchases, List<Deals> deals, long openTickets) {

    public Rollup {
        members = ImmutableList.copyOf(members);
        purchases = ImmutableList.copyOf(purchases);
        deals = ImmutableList.copyOf(deals);
    }

    /**
     * Deals that are open.
     *
     * @param currency null for those without an amount
     * @param worth null where there is no amount
     */
    public record Deals(
            @Nullable String currency, long count, @Nullable BigDecimal worth) {}

    /** @param on who belonged to a household on that day */
    public static Rollup of(Reader reader, CustomerId top, LocalDate on) {
        Set<CustomerId> members = Groups.of(reader, top, on);
        return new Rollup(
                List.copyOf(members), purchases(reader, members), deals(reader, members), openTickets(reader, members));
    }

    private static List<Purchases> purchases(Reader reader, Set<CustomerId> members) {
        if (!reader.has(TransactionView.TYPE)) {
            return List.of();
        }
        return Multimaps.index(Purchases.of(reader, members).values(), Purchases::currency).asMap().values().stream()
                .map(each -> each.stream().reduce(Purchases::plus).orElseThrow())
                .sorted(Comparator.comparing(each -> each.currency().getCode()))
                .toList();
    }

    private static List<Deals> deals(Reader reader, Set<CustomerId> members) {
        if (!reader.has(OpportunityView.TYPE)) {
            return List.of();
        }
        return reader
                .views(OpportunityView.TYPE)
                .group(
                        OpportunityView.OPEN.and(OpportunityView.CUSTOMER.in(members)),
                        Grouping.by(OpportunityView.CURRENCY)
                                .count("count")
                                .sum("worth", OpportunityView.AMOUNT, Filter.everything()))
                .stream()
                .map(each -> new Deals((String) each.key(), each.count("count"), plain(each.decimal("worth"))))
                .toList();
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal sum) {
        return sum == null ? null : new BigDecimal(sum.stripTrailingZeros().toPlainString());
    }

    private static long openTickets(Reader reader, Set<CustomerId> members) {
        return reader.has(TicketView.TYPE)
                ? reader.views(TicketView.TYPE).count(TicketView.OPEN.and(TicketView.CUSTOMER.in(members)))
                : 0;
    }
}
