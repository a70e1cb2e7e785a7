package io.guanxi.examples.cli;

import static io.guanxi.application.view.Filter.everything;

import io.guanxi.application.CrmSession;
import io.guanxi.application.opportunity.SalesReport;
import io.guanxi.application.opportunity.SalesReport.Dimension;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.ticket.Ticket;
import io.guanxi.domain.ticket.TicketPriority;
import io.guanxi.examples.cli.salespipeline.ImportResult;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo shows, as JSON.
 *
 * @param facts how many facts the story has added; none when it was told before
 */
record DemoSummary(
        ImportSummary imported,
        int facts,
        List<SalesReport.Row> stages,
        List<SalesReport.Row> owners,
        List<TicketLine> tickets) {

    /** @param breached whether a promise was ever broken */
    record TicketLine(
            String subject,
            Ticket.Status status,
            TicketPriority priority,
            @Nullable String agent,
            boolean breached) {}

    static DemoSummary of(ImportResult imported, int facts, CrmSession session) {
        SalesReport report = SalesReport.of(session);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return new DemoSummary(
                ImportSummary.of(imported),
                facts,
                report.by(Dimension.STAGE, today),
                report.by(Dimension.OWNER, today),
                session
                        .views(TicketView.TYPE)
                        .find(everything(), PageRequest.first(20).by(TicketView.OPENED_AT.descending()))
                        .views()
                        .stream()
                        .map(DemoSummary::line)
                        .toList());
    }

    private static TicketLine line(TicketView ticket) {
        boolean breached = ticket.clocks().values().stream().anyMatch(each -> each.breached());
        return new TicketLine(ticket.subject(), ticket.status(), ticket.priority(), ticket.agent(), breached);
    }
}
