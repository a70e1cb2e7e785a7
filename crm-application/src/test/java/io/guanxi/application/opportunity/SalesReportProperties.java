package io.guanxi.application.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Trials;
import io.guanxi.application.opportunity.SalesReport.Dimension;
import io.guanxi.application.opportunity.SalesReport.Row;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.opportunity.Line;
import io.guanxi.domain.opportunity.Opportunity.Status;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.person.PersonCommand;
import io.guanxi.domain.person.PersonId;
import io.guanxi.domain.person.Placement;
import io.guanxi.domain.product.ProductCommand;
import io.guanxi.domain.product.ProductDetails;
import io.guanxi.domain.product.ProductId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The report against counting deal by deal, over made-up years of selling. */
class SalesReportProperties {

    private static final LocalDate START = LocalDate.of(2016, 11, 1);
    private static final LocalDate TODAY = LocalDate.of(2017, 12, 31);
    private static final CustomerId ACME = new CustomerId(new UUID(1, 1));
    private static final CustomerId UNKNOWN = new CustomerId(new UUID(1, 2));
    private static final Map<String, String> PEOPLE =
            Map.of("moses", "Moses Frase", "darcel", "Darcel Schlecht", "dustin", "Dustin Brinkmann");
    private static final Map<String, String> PRODUCTS =
            Map.of("1", "GTX Pro", "GTXPro", "GTX Pro", "MG-S", "MG Special", "gone", "gone");

    /**
     * @param ends how it ended, as the ordinals of {@link Status}, each after so many days; it is reopened before the next end
     */
    record Deal(
            @Nullable String owner,
            @Nullable CustomerId customer,
            @Nullable Money amount,
            List<Line> lines,
            String stage,
            int openedAfter,
            List<End> ends) {}

    record End(Status status, int days) {}

    record Placed(String user, Placement placement) {}

    @Property(tries = 150)
    void theReportEqualsCountingDealByDeal(
            @ForAll("deals") List<Deal> deals,
            @ForAll("placements") List<Placed> placements,
            @ForAll Dimension dimension) {
        try (Crm crm = Trials.builder().build()) {
            CrmSession ann = crm.as(Trials.ANN);
            Map<String, Map<LocalDate, Placement>> history = fill(ann, placements);
            deals.forEach(deal -> sell(ann, deal));
            List<OpportunityView> views = new ArrayList<>();
            ann.views(OpportunityView.TYPE).forEach(Filter.everything(), views::add);
            assertThat(views).hasSameSizeAs(deals);

            List<Row> rows = SalesReport.of(ann).by(dimension, TODAY);

            assertThat(rows.stream().map(SalesReportProperties::text))
                    .containsExactlyInAnyOrderElementsOf(counted(dimension, views, history));
        }
    }

    // ---- selling
    // ---------------------------------------------------------------------------------------------------------

    /** Returns who belonged where from which day on; the last word for a day holds. */
    private static Map<String, Map<LocalDate, Placement>> fill(CrmSession ann, List<Placed> placements) {
        ann.execute(CustomerCommand.Register.organisation(ACME, "Acme"));
        ann.execute(new ProductCommand.List(ProductId.random(), ProductDetails.named("1", "GTX Pro")));
        ann.execute(new ProductCommand.List(ProductId.random(), ProductDetails.named("MG-S", "MG Special")));
        Map<String, PersonId> ids = new HashMap<>();
        PEOPLE.forEach((user, name) -> {
            ids.put(user, PersonId.random());
            ann.execute(new PersonCommand.Enrol(idOf(ids, user), user, name));
        });
        Map<String, Map<LocalDate, Placement>> history = new HashMap<>();
        for (Placed each : placements) {
            ann.execute(new PersonCommand.Place(idOf(ids, each.user()), each.placement()));
            history.computeIfAbsent(each.user(), any -> new HashMap<>())
                    .put(each.placement().validFrom(), each.placement());
        }
        return history;
    }

    private static PersonId idOf(Map<String, PersonId> ids, String user) {
        return ids.getOrDefault(user, PersonId.random());
    }

    private static void sell(CrmSession ann, Deal deal) {
        OpportunityId id = OpportunityId.random();
        LocalDate day = START.plusDays(deal.openedAfter());
        on(ann, day)
                .execute(OpportunityCommand.Open.named(id, "A deal")
                        .withCustomerId(deal.customer())
                        .withStage(deal.stage())
                        .withOwner(deal.owner())
                        .withAmount(deal.lines().isEmpty() ? deal.amount() : null)
                        .withLines(deal.lines()));
        for (End end : deal.ends()) {
            attempt(on(ann, day), new OpportunityCommand.Reopen(id, "again"));
            day = day.plusDays(end.days());
            attempt(on(ann, day), ending(id, end.status()));
        }
    }

    private static Command ending(OpportunityId id, Status status) {
        return switch (status) {
            case WON -> new OpportunityCommand.Win(id, null);
            case LOST -> new OpportunityCommand.Lose(id, "too dear");
            case INVALID -> new OpportunityCommand.Invalidate(id, "a test");
            default -> new OpportunityCommand.Reopen(id, "again");
        };
    }

    /** Not every deal can be won. */
    private static void attempt(CrmSession session, Command command) {
        try {
            session.execute(command);
        } catch (CrmException.Refused refused) {
            assertThat(refused.code()).isEqualTo("opportunity.fact-missing");
        }
    }

    private static CrmSession on(CrmSession session, LocalDate day) {
        return session.at(day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));
    }

    // ---- counting
    // --------------------------------------------------------------------------------------------------------

    private static List<String> counted(
            Dimension dimension, List<OpportunityView> deals, Map<String, Map<LocalDate, Placement>> history) {
        Map<String, List<Share>> groups = new LinkedHashMap<>();
        if (dimension == Dimension.NONE) {
            groups.put("all", new ArrayList<>());
        }
        for (OpportunityView deal : deals) {
            shares(dimension, deal, history)
                    .forEach((group, value) -> groups.computeIfAbsent(group, any -> new ArrayList<>())
                            .add(new Share(deal, value)));
        }
        List<String> rows = new ArrayList<>();
        groups.forEach((group, shares) -> {
            Set<String> currencies = new TreeSet<>();
            shares.forEach(each -> currencies.add(currency(each.deal())));
            Set<String> real = new TreeSet<>(currencies);
            real.remove("null");
            if (real.size() <= 1) {
                rows.add(row(group, real.isEmpty() ? "null" : real.iterator().next(), shares));
            } else {
                currencies.forEach(currency -> rows.add(row(
                        group,
                        currency,
                        shares.stream()
                                .filter(each -> currency(each.deal()).equals(currency))
                                .toList())));
            }
        });
        return rows;
    }

    private record Share(OpportunityView deal, BigDecimal value) {}

    private static String currency(OpportunityView deal) {
        return deal.amount() == null ? "null" : deal.amount().getCurrencyUnit().getCode();
    }

    private static Map<String, BigDecimal> shares(
            Dimension dimension, OpportunityView deal, Map<String, Map<LocalDate, Placement>> history) {
        BigDecimal value =
                deal.amount() == null ? BigDecimal.ZERO : deal.amount().getAmount();
        if (dimension == Dimension.PRODUCT && !deal.lines().isEmpty()) {
            Map<String, BigDecimal> result = new HashMap<>();
            for (Line line : deal.lines()) {
                String name = PRODUCTS.getOrDefault(line.product(), "?");
                result.put(
                        name,
                        result.getOrDefault(name, BigDecimal.ZERO)
                                .add(line.value().getAmount()));
            }
            return result;
        }
        return Map.of(String.valueOf(name(dimension, deal, history)), value);
    }

    private static @Nullable String name(
            Dimension dimension, OpportunityView deal, Map<String, Map<LocalDate, Placement>> history) {
        LocalDate closed = deal.closedOn();
        Placement placement = placement(history.get(deal.owner()), closed == null ? TODAY : closed);
        return switch (dimension) {
            case OWNER -> person(deal.owner());
            case MANAGER -> placement == null ? null : person(placement.manager());
            case REGION -> placement == null ? null : placement.region();
            case PRODUCT -> null;
            case ACCOUNT ->
                deal.customer() == null
                        ? null
                        : deal.customer().equals(ACME)
                                ? "Acme"
                                : deal.customer().value().toString();
            case QUARTER -> closed == null ? null : closed.getYear() + "-Q" + ((closed.getMonthValue() - 1) / 3 + 1);
            case STAGE ->
                switch (deal.status()) {
                    case WON -> "Won";
                    case LOST -> "Lost";
                    case INVALID -> "Invalid";
                    default -> deal.stage().name();
                };
            case NONE -> "all";
        };
    }

    private static @Nullable String person(@Nullable String user) {
        return user == null ? null : PEOPLE.getOrDefault(user, user);
    }

    private static @Nullable Placement placement(@Nullable Map<LocalDate, Placement> history, LocalDate day) {
        Placement latest = null;
        for (LocalDate each = START; history != null && !each.isAfter(day); each = each.plusDays(1)) {
            latest = history.getOrDefault(each, latest);
        }
        return latest;
    }

    private static String row(String group, String currency, List<Share> shares) {
        List<Share> won = with(shares, Status.WON);
        List<Share> lost = with(shares, Status.LOST);
        BigDecimal value = won.stream().map(Share::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        return text(
                group,
                shares.size(),
                won.size(),
                lost.size(),
                with(shares, Status.OPEN).size(),
                ratio(BigDecimal.valueOf(won.size()), won.size() + lost.size()),
                currency,
                value,
                ratio(value, won.size()),
                ratio(days(won), won.size()),
                ratio(days(lost), lost.size()));
    }

    private static List<Share> with(List<Share> shares, Status status) {
        return shares.stream().filter(each -> each.deal().status() == status).toList();
    }

    private static BigDecimal days(List<Share> shares) {
        long days = 0;
        for (Share each : shares) {
            LocalDate closed = each.deal().closedOn();
            days += closed == null
                    ? 1_000_000
                    : closed.toEpochDay() - each.deal().openedOn().toEpochDay();
        }
        return BigDecimal.valueOf(days);
    }

    private static @Nullable BigDecimal ratio(BigDecimal sum, int count) {
        return count == 0 ? null : sum.divide(BigDecimal.valueOf(count), 10, RoundingMode.HALF_EVEN);
    }

    private static String text(Row row) {
        return text(
                row.group(),
                row.count(),
                row.won(),
                row.lost(),
                row.open(),
                row.winRate(),
                row.currency(),
                row.wonValue(),
                row.averageWonValue(),
                row.averageDaysWon(),
                row.averageDaysLost());
    }

    private static String text(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(each -> each instanceof BigDecimal number
                        ? number.stripTrailingZeros().toPlainString()
                        : String.valueOf(each))
                .toList()
                .toString();
    }

    // ---- making up
    // -------------------------------------------------------------------------------------------------------

    @Provide
    Arbitrary<List<Deal>> deals() {
        Arbitrary<List<Line>> lines = Arbitraries.of(CurrencyUnit.EUR, CurrencyUnit.of("CNY"))
                .flatMap(currency -> line(currency).list().ofMaxSize(4).uniqueElements(Line::id));
        Arbitrary<End> end = Combinators.combine(
                        Arbitraries.of(Status.OPEN, Status.WON, Status.WON, Status.LOST, Status.INVALID),
                        Arbitraries.integers().between(0, 200))
                .as(End::new);
        Arbitrary<Deal> deal = Combinators.combine(
                        Arbitraries.of("moses", "darcel", "eve").injectNull(0.1),
                        Arbitraries.of(ACME, ACME, UNKNOWN).injectNull(0.1),
                        Arbitraries.of("EUR 100.00", "EUR 33.33", "CNY 4821", "EUR 0")
                                .map(Money::parse)
                                .injectNull(0.2),
                        lines,
                        Arbitraries.of("prospecting", "proposal"),
                        Arbitraries.integers().between(0, 120),
                        end.list().ofMaxSize(3))
                .as(Deal::new);
        return deal.list().ofMaxSize(25);
    }

    private static Arbitrary<Line> line(CurrencyUnit currency) {
        return Combinators.combine(
                        Arbitraries.of("1", "2", "3", "4"),
                        Arbitraries.of("1", "GTXPro", "MG-S", "gone"),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 99_999))
                .as((id, product, quantity, cents) ->
                        Line.of(id, product, BigDecimal.valueOf(quantity), Money.ofMinor(currency, cents)));
    }

    @Provide
    Arbitrary<List<Placed>> placements() {
        return Combinators.combine(
                        Arbitraries.of("moses", "darcel"),
                        Arbitraries.of("dustin", "Celia Rouche").injectNull(0.1),
                        Arbitraries.of("Central", "West").injectNull(0.1),
                        Arbitraries.integers().between(0, 400))
                .as((user, manager, region, day) ->
                        new Placed(user, new Placement(manager, region, null, START.plusDays(day))))
                .list()
                .ofMaxSize(8);
    }
}
