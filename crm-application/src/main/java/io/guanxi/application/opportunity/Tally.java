package io.guanxi.application.opportunity;

import static io.guanxi.application.opportunity.OpportunityView.AMOUNT;
import static io.guanxi.application.opportunity.OpportunityView.DAYS_TO_CLOSE;
import static io.guanxi.application.opportunity.OpportunityView.LOST;
import static io.guanxi.application.opportunity.OpportunityView.OPEN;
import static io.guanxi.application.opportunity.OpportunityView.WON;

import io.guanxi.application.opportunity.SalesReport.Row;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.domain.opportunity.Opportunity.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Sums over some deals of one currency. Only sums can be put together; rates and averages are made of them at the end.
 *
 * @param daysWon the sum of the days that the won deals took
 */
record Tally(long count, long won, long lost, long open, BigDecimal wonValue, BigDecimal daysWon, BigDecimal daysLost) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int SCALE = 10;

    /** Asks the views for everything that a tally needs. */
    static Grouping<OpportunityView> measuring(Grouping<OpportunityView> grouping) {
        return grouping.count("count")
                .count("won", WON)
                .count("lost", LOST)
                .count("open", OPEN)
                .sum("wonValue", AMOUNT, WON)
                .sum("daysWon", DAYS_TO_CLOSE, WON)
                .sum("daysLost", DAYS_TO_CLOSE, LOST);
    }

    /** The answer to {@link #measuring}. */
    static Tally of(Group group) {
        return new Tally(
                group.count("count"),
                group.count("won"),
                group.count("lost"),
                group.count("open"),
                orZero(group.decimal("wonValue")),
                orZero(group.decimal("daysWon")),
                orZero(group.decimal("daysLost")));
    }

    /** One deal, of which so much is looked at. */
    static Tally of(OpportunityView deal, @Nullable Money value) {
        boolean won = deal.status() == Status.WON;
        boolean lost = deal.status() == Status.LOST;
        BigDecimal days = deal.daysToClose() == null ? BigDecimal.ZERO : BigDecimal.valueOf(deal.daysToClose());
        return new Tally(
                1,
                won ? 1 : 0,
                lost ? 1 : 0,
                deal.status() == Status.OPEN ? 1 : 0,
                won && value != null ? value.getAmount() : BigDecimal.ZERO,
                won ? days : BigDecimal.ZERO,
                lost ? days : BigDecimal.ZERO);
    }

    Tally plus(Tally other) {
        return new Tally(
                count + other.count,
                won + other.won,
                lost + other.lost,
                open + other.open,
                wonValue.add(other.wonValue),
                daysWon.add(other.daysWon),
                daysLost.add(other.daysLost));
    }

    Row row(@Nullable String group, @Nullable String currency) {
        return new Row(
                group,
                count,
                won,
                lost,
                open,
                per(BigDecimal.valueOf(won), won + lost),
                currency,
                wonValue,
                per(wonValue, won),
                per(daysWon, won),
                per(daysLost, lost));
    }

    private static @Nullable BigDecimal per(BigDecimal sum, long count) {
        return count == 0 ? null : sum.divide(BigDecimal.valueOf(count), SCALE, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal orZero(@Nullable BigDecimal sum) {
        return sum == null ? BigDecimal.ZERO : sum;
    }
}
