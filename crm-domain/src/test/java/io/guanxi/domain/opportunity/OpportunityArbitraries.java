package io.guanxi.domain.opportunity;

import com.google.common.collect.Lists;
import io.guanxi.domain.customer.CustomerId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.joda.money.Money;

/** Commands about one opportunity, drawn from a small world so that they meet. For tests of every module. */
public final class OpportunityArbitraries {

    /** A pipeline that uses every means to hold a deal back. */
    public static final Pipeline GATED = new Pipeline(
            "gated",
            "Gated",
            List.of(
                    Stage.of("lead", "Lead", 5, ForecastCategory.PIPELINE).withMayMoveTo(Set.of("demo", "offer")),
                    Stage.of("demo", "Demo", 20, ForecastCategory.PIPELINE),
                    Stage.of("offer", "报价", 40, ForecastCategory.MOST_LIKELY)
                            .withRequired(Set.of(RequiredFact.AMOUNT, RequiredFact.CUSTOMER, RequiredFact.CLOSE_DATE)),
                    Stage.of("contract", "Contract", 90, ForecastCategory.COMMIT)
                            .withRequired(Set.of(RequiredFact.COMPETITOR, RequiredFact.OWNER, RequiredFact.LINES))
                            .withMayRollBack(false)));

    /** The pipelines that the commands know. */
    public static final Pipelines PIPELINES = Pipelines.of(Pipeline.STANDARD, GATED);

    private OpportunityArbitraries() {}

    /** They begin with an opening, which may be refused. */
    public static Arbitrary<List<OpportunityCommand>> commands(OpportunityId id) {
        return Combinators.combine(open(id), command(id).list().ofMaxSize(40))
                .as((first, others) -> Lists.asList(first, others.toArray(OpportunityCommand[]::new)));
    }

    public static Arbitrary<OpportunityCommand> command(OpportunityId id) {
        Arbitrary<String> user = Arbitraries.of("ann", "bob", "eve");
        Arbitrary<String> rival = Arbitraries.of("Ajax", "竞争者");
        Arbitrary<String> reason = Arbitraries.of("too dear", "预算不足");
        Arbitrary<String> stage = Arbitraries.of(
                "lead", "demo", "offer", "contract", "prospecting", "qualification", "proposal", "negotiation", "gone");
        return Arbitraries.frequencyOf(
                Tuple.of(2, open(id)),
                Tuple.of(2, customer().map(each -> new OpportunityCommand.AssignCustomer(id, each))),
                Tuple.of(1, details().map(each -> new OpportunityCommand.CorrectDetails(id, each))),
                Tuple.of(6, stage.map(each -> new OpportunityCommand.Advance(id, each))),
                Tuple.of(3, stage.map(each -> new OpportunityCommand.RollBack(id, each))),
                Tuple.of(4, line().map(each -> new OpportunityCommand.AddLine(id, each))),
                Tuple.of(2, Arbitraries.of("1", "2", "3").map(each -> new OpportunityCommand.RemoveLine(id, each))),
                Tuple.of(1, lines().map(each -> new OpportunityCommand.ReplaceLines(id, each))),
                Tuple.of(3, money().injectNull(0.2).map(each -> new OpportunityCommand.ReviseAmount(id, each))),
                Tuple.of(3, date().map(each -> new OpportunityCommand.MoveCloseDate(id, each))),
                Tuple.of(1, date().map(each -> new OpportunityCommand.CorrectOpening(id, each))),
                Tuple.of(
                        2,
                        Arbitraries.of(ForecastCategory.PIPELINE, ForecastCategory.COMMIT, ForecastCategory.OMITTED)
                                .map(each -> new OpportunityCommand.CommitForecast(id, each))),
                Tuple.of(2, user.map(each -> new OpportunityCommand.AssignOwner(id, each))),
                Tuple.of(1, user.map(each -> new OpportunityCommand.TransferOwner(id, each))),
                Tuple.of(2, rival.map(each -> new OpportunityCommand.NoteCompetitor(id, each))),
                Tuple.of(1, rival.map(each -> new OpportunityCommand.DropCompetitor(id, each))),
                Tuple.of(2, money().injectNull(0.7).map(each -> new OpportunityCommand.Win(id, each))),
                Tuple.of(1, reason.map(each -> new OpportunityCommand.Lose(id, each))),
                Tuple.of(1, reason.map(each -> new OpportunityCommand.Invalidate(id, each))),
                Tuple.of(3, reason.map(each -> new OpportunityCommand.Reopen(id, each))));
    }

    public static Arbitrary<Line> line() {
        return Combinators.combine(
                        Arbitraries.of("1", "2", "3"),
                        Arbitraries.of("SKU-1", "商品"),
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("0.001"), new BigDecimal("1000"))
                                .ofScale(3),
                        money(),
                        Arbitraries.of("0", "5", "33.3333", "100").map(BigDecimal::new))
                .as(Line::new);
    }

    private static Arbitrary<List<Line>> lines() {
        return line().list().ofMaxSize(3).uniqueElements(Line::id);
    }

    /** Mostly euros, so that most commands agree on the currency. */
    private static Arbitrary<Money> money() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        Arbitraries.of("EUR 0.00", "EUR 0.01", "EUR 100.00", "EUR 99999.99")
                                .map(Money::parse)),
                Tuple.of(1, Arbitraries.of("CNY 100.00", "JPY 333").map(Money::parse)));
    }

    private static Arbitrary<LocalDate> date() {
        return Arbitraries.of("2026-02-01", "2026-03-02", "2026-06-30", "2027-01-01")
                .map(LocalDate::parse);
    }

    private static Arbitrary<CustomerId> customer() {
        return Arbitraries.of(new CustomerId(new UUID(1, 1)), new CustomerId(new UUID(1, 2)));
    }

    private static Arbitrary<OpportunityDetails> details() {
        return Combinators.combine(
                        Arbitraries.of("100 anvils", "福州二期", "O'Neill & Söhne"),
                        Arbitraries.of("renewal").injectNull(0.5),
                        Arbitraries.of("fair", "官网").injectNull(0.5))
                .as((name, kind, source) ->
                        OpportunityDetails.named(name).withKind(kind).withSource(source));
    }

    private static Arbitrary<OpportunityCommand> open(OpportunityId id) {
        return Combinators.combine(
                        Arbitraries.of("standard", "standard", "gated", "gated", "gone"),
                        Arbitraries.of("lead", "offer", "proposal").injectNull(0.7),
                        customer().injectNull(0.3),
                        details(),
                        money().injectNull(0.5),
                        date().injectNull(0.3),
                        lines().injectNull(0.7),
                        Arbitraries.of("ann", "bob").injectNull(0.5))
                .as((pipeline, stage, customer, details, amount, close, lines, owner) -> new OpportunityCommand.Open(
                        id,
                        customer,
                        details,
                        pipeline,
                        stage,
                        owner,
                        amount,
                        close,
                        lines == null ? List.of() : lines));
    }
}
