package io.guanxi.examples.cli;

import static io.guanxi.application.view.Filter.everything;
import static java.util.Objects.requireNonNull;

import io.guanxi.application.CrmSession;
import io.guanxi.application.campaign.CampaignView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.opportunity.SalesReport;
import io.guanxi.application.opportunity.SalesReport.Dimension;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.campaign.Response;
import io.guanxi.domain.opportunity.ForecastCategory;
import io.guanxi.domain.ticket.Clock;
import io.guanxi.domain.ticket.ClockKind;
import io.guanxi.examples.cli.terminal.Bar;
import io.guanxi.examples.cli.terminal.Figures;
import io.guanxi.examples.cli.terminal.Style;
import io.guanxi.examples.cli.terminal.Table;
import io.guanxi.examples.cli.terminal.Table.Column;
import io.guanxi.examples.cli.terminal.Terminal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What a sales manager looks at in the morning. */
final class DemoScreens {

    private static final int BAR = 16;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Terminal terminal;
    private final CrmSession session;
    private final Instant now;

    DemoScreens(Terminal terminal, CrmSession session, Instant now) {
        this.terminal = terminal;
        this.session = session;
        this.now = now;
    }

    void show() {
        heading("Pipeline: open deals by stage");
        open(OpportunityView.STAGE_NAME, "stage").print(terminal);
        heading("Forecast: open deals by category, weighted by probability");
        open(OpportunityView.FORECAST, "category").print(terminal);
        heading("Leader board: who has won how much");
        leaders().print(terminal);
        session.views(CampaignView.TYPE)
                .find(CampaignView.OPEN, PageRequest.first(3).by(CampaignView.DRAFTED_AT))
                .views()
                .forEach(this::show);
        heading("Tickets: when promises are due, in UTC");
        tickets().print(terminal);
    }

    private void show(CampaignView campaign) {
        heading("Campaign: " + campaign.details().name() + ", " + text(campaign.status()) + spent(campaign));
        Table table = new Table(Column.text("step"), Column.number("customers"), Column.number("share"), Column.bar());
        table.row(step("members", campaign.members(), campaign));
        for (Response response : Response.values()) {
            if (response.compareTo(Response.RESPONDED) <= 0) {
                table.row(step(text(response), reached(campaign, response), campaign));
            }
        }
        table.print(terminal);
    }

    private static String[] step(String name, int customers, CampaignView campaign) {
        BigDecimal share = BigDecimal.valueOf(customers)
                .divide(BigDecimal.valueOf(Math.max(1, campaign.members())), 3, RoundingMode.HALF_UP);
        return new String[] {
            name, Figures.grouped(customers, 0), Figures.percent(share), Bar.of(share.doubleValue(), BAR)
        };
    }

    /** A campaign counts how far each has come; whoever has responded was sent something too, even to no avail. */
    private static int reached(CampaignView campaign, Response step) {
        return campaign.responses().entrySet().stream()
                .filter(each -> step == Response.SENT
                        || (each.getKey().compareTo(step) >= 0 && each.getKey().compareTo(Response.RESPONDED) <= 0))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static String spent(CampaignView campaign) {
        Money budget = campaign.budget();
        Money spent = campaign.spent();
        return budget == null || spent == null
                ? ""
                : ", " + Figures.grouped(spent.getAmount(), 0) + " of " + Figures.grouped(budget.getAmount(), 0) + " "
                        + budget.getCurrencyUnit() + " spent";
    }

    private void heading(String text) {
        terminal.out().println();
        terminal.out().println(terminal.styled(Style.BOLD, text));
    }

    private Table open(Attribute<OpportunityView, ?> by, String title) {
        List<Group> groups = session
                .views(OpportunityView.TYPE)
                .group(
                        OpportunityView.OPEN,
                        Grouping.by(by, OpportunityView.CURRENCY)
                                .count("deals")
                                .sum("value", OpportunityView.AMOUNT, everything())
                                .sum("weighted", OpportunityView.WEIGHTED_AMOUNT, everything())
                                .max("probability", OpportunityView.PROBABILITY, everything()))
                .stream()
                .sorted(Comparator.comparing(
                        each -> (Long) requireNonNull(each.figures().get("probability"))))
                .toList();
        Table table = new Table(
                Column.text(title),
                Column.number("deals"),
                Column.number("value"),
                Column.number("weighted"),
                Column.text(""),
                Column.bar());
        BigDecimal most = groups.stream().map(each -> number(each, "value")).reduce(BigDecimal.ONE, BigDecimal::max);
        for (Group group : groups) {
            table.row(
                    by == OpportunityView.FORECAST
                            ? text(ForecastCategory.valueOf(text(group.key())))
                            : text(group.key()),
                    Figures.grouped(group.count("deals"), 0),
                    Figures.grouped(group.decimal("value"), 0),
                    Figures.grouped(group.decimal("weighted"), 0),
                    group.keys().get(1) == null ? "" : text(group.keys().get(1)),
                    Bar.of(number(group, "value").doubleValue() / most.doubleValue(), BAR));
        }
        return table;
    }

    private static BigDecimal number(Group group, String figure) {
        BigDecimal number = group.decimal(figure);
        return number == null ? BigDecimal.ZERO : number;
    }

    private Table leaders() {
        List<SalesReport.Row> rows = SalesReport.of(session).by(Dimension.OWNER, LocalDate.now(ZoneOffset.UTC)).stream()
                .sorted(Comparator.comparing(SalesReport.Row::wonValue).reversed())
                .toList();
        BigDecimal most =
                rows.isEmpty() ? BigDecimal.ONE : rows.get(0).wonValue().max(BigDecimal.ONE);
        Table table = new Table(
                Column.text("who"),
                Column.number("won").in(Style.GOOD),
                Column.number("lost").in(Style.BAD),
                Column.number("win rate"),
                Column.number("won value"),
                Column.text(""),
                Column.bar());
        for (SalesReport.Row row : rows) {
            table.row(
                    row.group() == null ? "–" : row.group(),
                    Figures.grouped(row.won(), 0),
                    Figures.grouped(row.lost(), 0),
                    Figures.percent(row.winRate()),
                    Figures.grouped(row.wonValue(), 0),
                    row.currency() == null ? "" : row.currency(),
                    Bar.of(row.wonValue().doubleValue() / most.doubleValue(), BAR));
        }
        return table;
    }

    private Table tickets() {
        var page = session.views(TicketView.TYPE)
                .with(CustomerView.TYPE)
                .find(everything(), PageRequest.first(20).by(TicketView.OPENED_AT.descending()));
        Table table = new Table(
                Column.text("subject"),
                Column.text("customer").ifThereIsRoom(),
                Column.text("priority").ifThereIsRoom(),
                Column.text("status"),
                Column.text("agent").ifThereIsRoom(),
                Column.text("first answer").in(DemoScreens::urgency),
                Column.text("solution").in(DemoScreens::urgency));
        for (TicketView ticket : page.views()) {
            table.row(
                    ticket.subject(),
                    page.related(CustomerView.TYPE, ticket.customer())
                            .map(each -> each.details().name())
                            .orElse("–"),
                    text(ticket.priority()),
                    text(ticket.status()),
                    ticket.agent() == null ? "–" : ticket.agent(),
                    promise(ticket.clocks().get(ClockKind.FIRST_RESPONSE)),
                    promise(ticket.clocks().get(ClockKind.RESOLUTION)));
        }
        return table;
    }

    private String promise(@Nullable Clock clock) {
        if (clock == null) {
            return "–";
        }
        Instant due = clock.dueAt();
        return switch (clock.status()) {
            case MET -> (clock.breached() ? "late, " : "kept, ") + TIME.format(clock.since());
            case PAUSED -> "paused";
            case RUNNING ->
                due == null ? "–" : (clock.breached() || now.isAfter(due) ? "overdue " : "due ") + TIME.format(due);
        };
    }

    private static Style urgency(String promise) {
        if (promise.startsWith("overdue") || promise.startsWith("late")) {
            return Style.BAD;
        }
        return promise.startsWith("kept") ? Style.GOOD : promise.startsWith("due") ? Style.HINT : Style.PLAIN;
    }

    private static String text(@Nullable Object value) {
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : String.valueOf(value);
    }
}
