package io.guanxi.application.opportunity;

import static io.guanxi.application.opportunity.OpportunityView.CLOSE_QUARTER;
import static io.guanxi.application.opportunity.OpportunityView.DAYS_TO_CLOSE;
import static io.guanxi.application.opportunity.OpportunityView.FORECAST;
import static io.guanxi.application.opportunity.OpportunityView.OPEN;
import static io.guanxi.application.opportunity.OpportunityView.PRODUCTS;
import static io.guanxi.application.opportunity.OpportunityView.WEIGHTED_AMOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Trials;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.opportunity.ForecastCategory;
import io.guanxi.domain.opportunity.Line;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpportunityViewTest {

    private static final OpportunityId DEAL = OpportunityId.random();

    private final Crm crm = Trials.builder().build();
    private final CrmSession ann = crm.as(Trials.ANN);

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void anOpenDealIsWeightedByItsStage() {
        open();
        ann.execute(new OpportunityCommand.Advance(DEAL, "proposal"));
        assertThat(deal().weightedAmount()).isEqualByComparingTo("16.665");
        assertThat(WEIGHTED_AMOUNT.valueOf(deal())).isEqualTo(new BigDecimal("16.66500000"));
        assertThat(FORECAST.valueOf(deal())).isEqualTo("BEST_CASE");
        assertThat(count(OPEN.and(FORECAST.is(ForecastCategory.BEST_CASE)))).isEqualTo(1);
        assertThat(count(CLOSE_QUARTER.absent().and(DAYS_TO_CLOSE.absent()))).isEqualTo(1);
    }

    @Test
    void aWonDealIsCertain() {
        open();
        after(30).execute(new OpportunityCommand.Win(DEAL, null));
        assertThat(deal().probability()).isEqualTo(100);
        assertThat(deal().forecast()).isEqualTo(ForecastCategory.CLOSED);
        assertThat(deal().closedOn()).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(count(CLOSE_QUARTER.is("2026-Q2").and(DAYS_TO_CLOSE.is(30L))))
                .isEqualTo(1);
    }

    @Test
    void aLostDealIsWorthNothingInTheForecast() {
        open();
        ann.execute(new OpportunityCommand.Lose(DEAL, "too dear"));
        assertThat(deal().weightedAmount()).isEqualByComparingTo("0");
        assertThat(deal().forecast()).isEqualTo(ForecastCategory.OMITTED);
        assertThat(deal().endReason()).isEqualTo("too dear");
    }

    @Test
    void aReopenedDealForgetsItsEnd() {
        open();
        ann.execute(new OpportunityCommand.Lose(DEAL, "too dear"));
        after(2).execute(new OpportunityCommand.Reopen(DEAL, "they called back"));
        assertThat(deal().closedOn()).isNull();
        assertThat(deal().endReason()).isNull();
        assertThat(deal().stage().enteredOn()).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(count(OPEN.and(CLOSE_QUARTER.absent()))).isEqualTo(1);
    }

    @Test
    void dealsAreFoundByProduct() {
        open();
        ann.execute(new OpportunityCommand.AddLine(DEAL, line("1", "GTX")));
        ann.execute(new OpportunityCommand.AddLine(DEAL, line("2", "MG")));
        assertThat(count(PRODUCTS.has("GTX"))).isEqualTo(1);
        ann.execute(new OpportunityCommand.RemoveLine(DEAL, "1"));
        assertThat(count(PRODUCTS.has("GTX"))).isZero();
        assertThat(count(PRODUCTS.has("MG"))).isEqualTo(1);
        ann.execute(new OpportunityCommand.ReplaceLines(DEAL, List.of()));
        assertThat(count(PRODUCTS.absent())).isEqualTo(1);
        assertThat(deal().amount()).isNull();
    }

    private void open() {
        ann.execute(OpportunityCommand.Open.named(DEAL, "100 anvils")
                .withCustomerId(CustomerId.random())
                .withAmount(Money.parse("EUR 33.33")));
    }

    private static Line line(String id, String product) {
        return Line.of(id, product, BigDecimal.ONE, Money.parse("EUR 5"));
    }

    private CrmSession after(int days) {
        return ann.at(Trials.NOON.plus(Duration.ofDays(days)));
    }

    private long count(Filter<OpportunityView> filter) {
        return ann.views(OpportunityView.TYPE).count(filter);
    }

    private OpportunityView deal() {
        return ann.views(OpportunityView.TYPE).byId(DEAL).orElseThrow();
    }
}
