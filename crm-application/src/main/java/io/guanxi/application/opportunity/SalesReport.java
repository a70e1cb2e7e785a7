package io.guanxi.application.opportunity;

import static io.guanxi.application.opportunity.OpportunityView.CLOSED_ON;
import static io.guanxi.application.opportunity.OpportunityView.CLOSE_QUARTER;
import static io.guanxi.application.opportunity.OpportunityView.CURRENCY;
import static io.guanxi.application.opportunity.OpportunityView.CUSTOMER;
import static io.guanxi.application.opportunity.OpportunityView.OWNER;
import static io.guanxi.application.opportunity.OpportunityView.STAGE_NAME;
import static io.guanxi.application.opportunity.OpportunityView.STATUS;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import io.guanxi.application.Reader;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.opportunity.Tallies.Heading;
import io.guanxi.application.person.PeopleDirectory;
import io.guanxi.application.product.ProductCatalogue;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Coverage;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.domain.opportunity.Line;
import io.guanxi.domain.opportunity.Opportunity.Status;
import io.guanxi.domain.opportunity.Pipeline;
import io.guanxi.domain.person.Placement;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How well what sells: the deals that the reader may see, counted and measured by whom, what, where or when.
 *
 * <p>All but {@link Dimension#PRODUCT} is summed up where the views are stored, and no more than the sums are read. By product
 * every deal is read, page after page, because one deal counts under several products.
 */
public final class SalesReport {

    /** By what deals are put together. */
    public enum Dimension {
        /** The owner's name. */
        OWNER,
        /** The manager whom the owner had on the day of the close, or has today if the deal is open. */
        MANAGER,
        /** The region to which the owner belonged on the day of the close, or belongs today if the deal is open. */
        REGION,
        /** The name of each product of the deal, which counts with what is worth the product's lines. */
        PRODUCT,
        /** The customer's name. */
        ACCOUNT,
        /** The calendar quarter of the close. */
        QUARTER,
        /** The name of the stage of open deals; {@code Won}, {@code Lost} or {@code Invalid} of the others. */
        STAGE,
        /** All deals together under {@code all}. */
        NONE
    }

    /**
     * The deals of one group, in one currency. A group whose deals are worth something in several currencies has a row for each,
     * and one without currency for its deals of unknown amount, if there are any; else it has one row.
     *
     * @param group the name to show; null for deals of which it is not known, or not yet
     * @param count all deals, invalid ones too
     * @param winRate won / (won + lost), from 0 to 1; null if there are none. Invalid deals never count in it
     * @param currency of the values; null if the amount of no deal of the group is known
     * @param wonValue what the won deals are worth together; 0 if there are none
     * @param averageWonValue null if none was won
     * @param averageDaysWon whole days from opening to close, on average; null if none was won
     * @param averageDaysLost null if none was lost
     */
    public record Row(
            @Nullable String group,
            long count,
            long won,
            long lost,
            long open,
            @Nullable BigDecimal winRate,
            @Nullable String currency,
            BigDecimal wonValue,
            @Nullable BigDecimal averageWonValue,
            @Nullable BigDecimal averageDaysWon,
            @Nullable BigDecimal averageDaysLost) {

        /** Of how many deals the rate is made: those that are open or invalid are left out. */
        public Coverage winRateCoverage() {
            return new Coverage(won + lost, count - won - lost, 0);
        }
    }

    private static final String OPEN_STATUS = Status.OPEN.name();
    private static final Map<Object, String> ENDS = ImmutableMap.of(
            Status.WON.name(), "Won",
            Status.LOST.name(), "Lost",
            Status.INVALID.name(), "Invalid");

    private final Reader reader;
    private final PeopleDirectory people;
    private final ProductCatalogue products;

    /** The deals that this reader may see, with people and products as the host knows them. */
    public SalesReport(Reader reader, PeopleDirectory people, ProductCatalogue products) {
        this.reader = reader;
        this.people = people;
        this.products = products;
    }

    /** The deals, people and products that this reader may see. */
    public static SalesReport of(Reader reader) {
        return new SalesReport(reader, PeopleDirectory.of(reader), ProductCatalogue.of(reader));
    }

    /** As {@link #by(Dimension, Filter, LocalDate)}, of all deals. */
    public List<Row> by(Dimension dimension, LocalDate today) {
        return by(dimension, Filter.everything(), today);
    }

    /**
     * The report: rows in the order of their names, of the stages in the order of the pipeline; those without a name last.
     * Ratios and averages have 10 decimal places.
     *
     * @param which the deals to look at
     * @param today the business date, for where the owners of open deals belong
     */
    public List<Row> by(Dimension dimension, Filter<OpportunityView> which, LocalDate today) {
        return switch (dimension) {
            case OWNER -> byOwner(which);
            case MANAGER -> byManager(which, today);
            case REGION -> byRegion(which, today);
            case PRODUCT -> byProduct(which);
            case ACCOUNT -> byAccount(which);
            case QUARTER ->
                grouped(which, each -> Heading.named(each.text()), List.of(CLOSE_QUARTER))
                        .rows();
            case STAGE -> byStage(which);
            case NONE -> together(which);
        };
    }

    private List<Row> byOwner(Filter<OpportunityView> which) {
        Map<String, PeopleDirectory.Entry> directory = directory();
        return grouped(which, each -> person(each.text(), directory), List.of(OWNER))
                .rows();
    }

    private List<Row> byManager(Filter<OpportunityView> which, LocalDate today) {
        Map<String, PeopleDirectory.Entry> directory = directory();
        return grouped(
                        which,
                        each -> person(placed(each, directory, today, Placement::manager), directory),
                        List.of(OWNER, CLOSED_ON))
                .rows();
    }

    private List<Row> byRegion(Filter<OpportunityView> which, LocalDate today) {
        Map<String, PeopleDirectory.Entry> directory = directory();
        return grouped(
                        which,
                        each -> Heading.named(placed(each, directory, today, Placement::region)),
                        List.of(OWNER, CLOSED_ON))
                .rows();
    }

    private List<Row> byProduct(Filter<OpportunityView> which) {
        Map<String, Heading> headings = new HashMap<>();
        Tallies tallies = new Tallies();
        reader.views(OpportunityView.TYPE).forEach(which, deal -> {
            if (deal.lines().isEmpty()) {
                tallies.add(Heading.NONE, deal.currency(), Tally.of(deal, deal.amount()));
            }
            Map<Heading, Money> values = new HashMap<>();
            for (Line line : deal.lines()) {
                values.merge(headings.computeIfAbsent(line.product(), this::product), line.value(), Money::plus);
            }
            values.forEach((product, value) -> tallies.add(product, deal.currency(), Tally.of(deal, value)));
        });
        return tallies.rows();
    }

    private List<Row> byAccount(Filter<OpportunityView> which) {
        List<Counted> counted = counted(which, List.of(CUSTOMER));
        Map<Object, String> names = customerNames(counted);
        Tallies tallies = new Tallies();
        for (Counted each : counted) {
            Object customer = each.key();
            tallies.add(
                    customer == null
                            ? Heading.NONE
                            : new Heading(customer, names.getOrDefault(customer, customer.toString())),
                    each.currency(),
                    each.tally());
        }
        return tallies.rows();
    }

    private List<Row> byStage(Filter<OpportunityView> which) {
        Tallies tallies = grouped(
                which,
                each -> Heading.named(
                        OPEN_STATUS.equals(each.key()) ? (String) each.keys().get(1) : ENDS.get(each.key())),
                List.of(STATUS, STAGE_NAME));
        return tallies.rows(stagesFirst(which));
    }

    /** Stages as in their pipeline, and then how deals end. */
    private Comparator<Heading> stagesFirst(Filter<OpportunityView> which) {
        Map<Object, Long> places = new HashMap<>();
        ENDS.values().forEach(each -> places.put(each, (long) Pipeline.MAX_STAGES + places.size()));
        reader.views(OpportunityView.TYPE)
                .group(
                        which.and(OpportunityView.OPEN),
                        Grouping.by(STAGE_NAME).min("position", OpportunityView.STAGE_POSITION, Filter.everything()))
                .forEach(each -> places.put(Objects.requireNonNull(each.key()), (Long)
                        Objects.requireNonNull(each.figures().get("position"))));
        return Comparator.comparing(heading -> places.getOrDefault(heading.key(), Long.MAX_VALUE));
    }

    private List<Row> together(Filter<OpportunityView> which) {
        List<Row> rows = grouped(which, each -> Heading.ALL, List.of()).rows();
        return rows.isEmpty() ? List.of(Tally.NOTHING.row(Heading.ALL.name(), null)) : rows;
    }

    private Tallies grouped(
            Filter<OpportunityView> which,
            Function<Counted, Heading> heading,
            List<Attribute<OpportunityView, ?>> keys) {
        Tallies tallies = new Tallies();
        counted(which, keys).forEach(each -> tallies.add(heading.apply(each), each.currency(), each.tally()));
        return tallies;
    }

    private List<Counted> counted(Filter<OpportunityView> which, List<Attribute<OpportunityView, ?>> keys) {
        return keys.size() < 2 ? countedAtOnce(which, keys) : countedByCurrency(which, keys);
    }

    private List<Counted> countedAtOnce(Filter<OpportunityView> which, List<Attribute<OpportunityView, ?>> keys) {
        List<Attribute<OpportunityView, ?>> withCurrency = ImmutableList.<Attribute<OpportunityView, ?>>builder()
                .addAll(keys)
                .add(CURRENCY)
                .build();
        return groups(which, withCurrency).stream()
                .map(each -> new Counted(each.keys(), (String) each.keys().get(keys.size()), Tally.of(each)))
                .toList();
    }

    /** At most two attributes can be grouped by, so there is a question for each currency. */
    private List<Counted> countedByCurrency(Filter<OpportunityView> which, List<Attribute<OpportunityView, ?>> keys) {
        List<Counted> result = new ArrayList<>();
        for (Counted currency : countedAtOnce(which, List.of())) {
            String code = currency.currency();
            Filter<OpportunityView> inCurrency = which.and(code == null ? CURRENCY.absent() : CURRENCY.is(code));
            groups(inCurrency, keys).forEach(each -> result.add(new Counted(each.keys(), code, Tally.of(each))));
        }
        return result;
    }

    private List<Group> groups(Filter<OpportunityView> which, List<Attribute<OpportunityView, ?>> keys) {
        return reader.views(OpportunityView.TYPE).group(which, Tally.measuring(new Grouping<>(keys, List.of())));
    }

    private Map<String, PeopleDirectory.Entry> directory() {
        return Maps.uniqueIndex(people.all(), PeopleDirectory.Entry::userId);
    }

    /** By the name in the directory, or as the deal says where the directory knows nobody. */
    private static Heading person(@Nullable String user, Map<String, PeopleDirectory.Entry> directory) {
        if (user == null) {
            return Heading.NONE;
        }
        PeopleDirectory.Entry entry = directory.get(user);
        return new Heading(user, entry == null ? user : entry.name());
    }

    /** Where the owner belonged on the day of the close; both are what was grouped by. */
    private static @Nullable String placed(
            Counted each,
            Map<String, PeopleDirectory.Entry> directory,
            LocalDate today,
            Function<Placement, @Nullable String> where) {
        LocalDate closedOn = (LocalDate) each.keys().get(1);
        return Optional.ofNullable(each.text())
                .map(directory::get)
                .flatMap(owner -> owner.placements().on(closedOn == null ? today : closedOn))
                .map(where)
                .orElse(null);
    }

    /** By the name in the catalogue, whether the deal says number or name; as the deal says where the catalogue knows neither. */
    private Heading product(String product) {
        return products.bySku(product)
                .or(() -> products.byName(product))
                .map(known -> new Heading(known.sku(), known.name()))
                .orElse(Heading.named(product));
    }

    private Map<Object, String> customerNames(List<Counted> counted) {
        List<Object> ids = counted.stream()
                .flatMap(each -> Stream.ofNullable(each.key()))
                .distinct()
                .toList();
        Map<Object, String> names = new HashMap<>();
        for (List<Object> some : Lists.partition(ids, 500)) {
            reader.views(CustomerView.TYPE)
                    .forEach(
                            new Filter.OneOf<>(CustomerView.TYPE.id(), some),
                            customer -> names.put(
                                    customer.id().value(), customer.details().name()));
        }
        return names;
    }

    /** @param keys the values of what was grouped by, as stored; perhaps the currency behind them */
    private record Counted(
            List<@Nullable Object> keys, @Nullable String currency, Tally tally) {

        @Nullable
        Object key() {
            return keys.get(0);
        }

        @Nullable
        String text() {
            return (String) keys.get(0);
        }
    }
}
