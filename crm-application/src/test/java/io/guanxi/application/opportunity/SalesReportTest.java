package io.guanxi.application.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Trials;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.opportunity.SalesReport.Dimension;
import io.guanxi.application.opportunity.SalesReport.Row;
import io.guanxi.application.person.PersonView;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SalesReportTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private Crm crm = Trials.builder().build();
    private CrmSession ann = crm.as(Trials.ANN);

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void nothingSoldIsOneRowOfNothing() {
        assertThat(report(Dimension.NONE))
                .containsExactly(new Row("all", 0, 0, 0, 0, null, null, BigDecimal.ZERO, null, null, null));
        assertThat(report(Dimension.OWNER)).isEmpty();
    }

    @Test
    void invalidDealsAreCountedButNeverInTheWinRate() {
        win(open("EUR 10"));
        lose(open("EUR 10"));
        OpportunityId deal = open("EUR 10");
        ann.execute(new OpportunityCommand.Invalidate(deal, "a test"));
        assertThat(report(Dimension.NONE)).singleElement().satisfies(all -> {
            assertThat(all.count()).isEqualTo(3);
            assertThat(all.won() + all.lost() + all.open()).isEqualTo(2);
            assertThat(all.winRate()).isEqualByComparingTo("0.5");
        });
    }

    @Test
    void ratesAndAveragesKeepTenDecimals() {
        win(open("EUR 10"));
        lose(open("EUR 10"));
        lose(open("EUR 10"));
        assertThat(report(Dimension.NONE).get(0).winRate()).isEqualTo(new BigDecimal("0.3333333333"));
    }

    @Test
    void stagesComeInTheOrderOfThePipelineAndThenHowDealsEnd() {
        lose(open("EUR 1"));
        win(open("EUR 1"));
        OpportunityId deal = open("EUR 1");
        ann.execute(new OpportunityCommand.Advance(deal, "proposal"));
        OpportunityId other = open("EUR 1");
        ann.execute(new OpportunityCommand.Advance(other, "negotiation"));
        open("EUR 1");
        assertThat(report(Dimension.STAGE))
                .extracting(Row::group)
                .containsExactly("Prospecting", "Proposal", "Negotiation", "Won", "Lost");
    }

    @Test
    void quartersComeInTheirOrderAndOpenDealsLast() {
        open("EUR 1");
        win(open("EUR 1"));
        ann.at(Trials.NOON.plus(Duration.ofDays(100))).execute(new OpportunityCommand.Lose(open("EUR 1"), "no"));
        assertThat(report(Dimension.QUARTER))
                .extracting(Row::group, Row::count)
                .containsExactly(tuple("2026-Q1", 1L), tuple("2026-Q2", 1L), tuple(null, 1L));
    }

    @Test
    void eachCurrencyHasARowOfItsOwn() {
        win(open("EUR 1"));
        open("CNY 5");
        open(null);
        assertThat(report(Dimension.NONE))
                .extracting(Row::group, Row::currency, Row::count, Row::won)
                .containsExactly(tuple("all", "CNY", 1L, 0L), tuple("all", "EUR", 1L, 1L), tuple("all", null, 1L, 0L));
    }

    @Test
    void dealsOfUnknownAmountGoWithTheOnlyCurrency() {
        win(open("EUR 1"));
        lose(open(null));
        assertThat(report(Dimension.NONE))
                .extracting(Row::currency, Row::count, Row::lost)
                .containsExactly(tuple("EUR", 2L, 1L));
    }

    @Test
    void onlyTheDealsThatTheReaderMaySeeAreCounted() {
        crm.close();
        crm = Trials.builder()
                .authorizer(Scopes.commands((actor, command) -> true)
                        .see(OpportunityView.TYPE, actor -> OpportunityView.OWNER.is(actor.id()))
                        .see(PersonView.TYPE, actor -> PersonView.ACTIVE))
                .build();
        ann = crm.as(Trials.ANN);
        open("EUR 1");
        ann.execute(
                OpportunityCommand.Open.named(OpportunityId.random(), "Ours").withOwner("ann"));
        assertThat(report(Dimension.OWNER)).extracting(Row::group).containsExactly("ann");
    }

    @Test
    void onlyTheDealsAskedForAreCounted() {
        win(open("EUR 1"));
        lose(open("EUR 1"));
        assertThat(SalesReport.of(ann).by(Dimension.NONE, OpportunityView.WON, TODAY))
                .extracting(Row::count)
                .containsExactly(1L);
    }

    private List<Row> report(Dimension dimension) {
        return SalesReport.of(ann).by(dimension, TODAY);
    }

    private OpportunityId open(@Nullable String amount) {
        OpportunityId id = OpportunityId.random();
        ann.execute(OpportunityCommand.Open.named(id, "A deal")
                .withCustomerId(CustomerId.random())
                .withAmount(amount == null ? null : Money.parse(amount)));
        return id;
    }

    private void win(OpportunityId deal) {
        ann.execute(new OpportunityCommand.Win(deal, null));
    }

    private void lose(OpportunityId deal) {
        ann.execute(new OpportunityCommand.Lose(deal, "too dear"));
    }
}
