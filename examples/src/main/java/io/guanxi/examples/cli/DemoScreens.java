package io.guanxi.examples.cli;

import static io.guanxi.application.view.Filter.everything;

import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.opportunity.SalesReport;
import io.guanxi.application.opportunity.SalesReport.Dimension;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.PageRequest;
import io.guanxi.examples.cli.terminal.Bar;
import io.guanxi.examples.cli.terminal.Figures;
import io.guanxi.examples.cli.terminal.Style;
import io.guanxi.examples.cli.terminal.Table;
import io.guanxi.examples.cli.terminal.Table.Column;
import io.guanxi.examples.cli.terminal.Terminal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a sales manager looks at in the morning. */
final class DemoScreens {

    private static final int BAR = 16;

    private final Terminal terminal;
    private final CrmSession session;

    DemoScreens(Terminal terminal, CrmSession session) {
        this.terminal = terminal;
        this.session = session;
    }

    void show() {
        heading("Pipeline: open deals by stage");
        open(OpportunityView.STAGE_NAME, "stage").print(terminal);
        heading("Forecast: open deals by category, weighted by probability");
        open(OpportunityView.FORECAST, "category").print(terminal);
        heading("Leader board");
        leaders().print(terminal);
        heading("Tickets");
        tickets().print(terminal);
    }

    private void heading(String text) {
        terminal.out().println();
        terminal.out().println(terminal.styled(Style.BOLD, text));
    }

    private Table open(Attribute<OpportunityView, ?> by, String title) {
        List<Group> groups = session.views(OpportunityView.TYPE)
                .group(
                        OpportunityView.OPEN,
                        Grouping.by(by, OpportunityView.CURRENCY)
                                .count("deals")
                                .sum("value", OpportunityView.AMOUNT, everything())
                                .sum("weighted", OpportunityView.WEIGHTED_AMOUNT, everything()));
        Table table = new Table(
                Column.text(title),
                Column.number("deals"),
                Column.bar(),
                Column.number("value"),
                Column.number("weighted"),
                Column.text(""));
        long most = groups.stream().mapToLong(each -> each.count("deals")).max().orElse(1);
        for (Group group : groups) {
            table.row(
                    text(group.key()),
                    Figures.grouped(group.count("deals"), 0),
                    Bar.of((double) group.count("deals") / most, BAR),
                    Figures.grouped(group.decimal("value"), 0),
                    Figures.grouped(group.decimal("weighted"), 0),
                    group.keys().get(1) == null ? "" : text(group.keys().get(1)));
        }
        return table;
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
                Column.bar(),
                Column.text(""));
        for (SalesReport.Row row : rows) {
            table.row(
                    row.group() == null ? "–" : row.group(),
                    Figures.grouped(row.won(), 0),
                    Figures.grouped(row.lost(), 0),
                    Figures.percent(row.winRate()),
                    Figures.grouped(row.wonValue(), 0),
                    Bar.of(row.wonValue().doubleValue() / most.doubleValue(), BAR),
                    row.currency() == null ? "" : row.currency());
        }
        return table;
    }

    private Table tickets() {
        var page = session.views(TicketView.TYPE)
                .with(CustomerView.TYPE)
                .find(everything(), PageRequest.first(20).by(TicketView.OPENED_AT.descending()));
        Table table = new Table(
                Column.text("subject"),
                Column.text("customer"),
                Column.text("kind"),
                Column.text("priority"),
                Column.text("status"),
                Column.text("agent"));
        for (TicketView ticket : page.views()) {
            table.row(
                    ticket.subject(),
                    page.related(CustomerView.TYPE, ticket.customer())
                            .map(each -> each.details().name())
                            .orElse("–"),
                    text(ticket.kind()),
                    text(ticket.priority()),
                    text(ticket.status()),
                    ticket.agent() == null ? "–" : ticket.agent());
        }
        return table;
    }

    private static String text(@Nullable Object value) {
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : String.valueOf(value);
    }
}
