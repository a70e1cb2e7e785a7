package io.guanxi.application.imports;

import io.guanxi.application.Dated;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.ticket.Ticket.Status;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tickets: opened, triaged, given to their agent, resolved and closed, each at its time. */
final class TicketRows extends Rows<TicketView> {

    private static final String IMPORT = "import";

    private final Terms terms;

    TicketRows(Terms terms) {
        this.terms = terms;
    }

    @Override
    RecordKind kind() {
        return RecordKind.TICKET;
    }

    @Override
    ViewType<TicketView> type() {
        return TicketView.TYPE;
    }

    @Override
    String natural(Cells cells) {
        return cells.whole();
    }

    @Override
    List<Ref> refs(Cells cells) {
        return Stream.ofNullable(Ref.customer(cells)).toList();
    }

    @Override
    boolean isGone(TicketView view) {
        return view.status() == Status.CANCELLED;
    }

    @Override
    List<Command> removal(TicketView view, String reason) {
        return List.of(new TicketCommand.Cancel(view.id(), reason));
    }

    @Override
    boolean isGoneForGood() {
        return true;
    }

    @Override
    List<Dated> changes(Told row, @Nullable TicketView known, Found refs) {
        Cells cells = row.cells();
        cells.text(ColumnField.ID);
        Instant created = cells.created();
        Instant changed = cells.changed();
        Instant closed = cells.moment(ColumnField.CLOSED_AT);
        Status status = cells.read(ColumnField.STATUS, this::status);
        TicketKind kind = cells.read(ColumnField.TYPE, this::kindOf);
        TicketPriority priority = cells.read(ColumnField.PRIORITY, this::priority);
        String category = cells.text(ColumnField.CATEGORY);
        String agent = cells.text(ColumnField.OWNER);
        String channel = cells.text(ColumnField.CHANNEL);
        String solution = cells.text(ColumnField.SOLUTION);
        CustomerId customer = refs.customer(Ref.customer(cells));
        String said = String.join("\n", cells.texts(ColumnField.REMARK));
        Deeds deeds = new Deeds(cells.author());
        TicketId id = known == null ? new TicketId(row.id()) : known.id();
        Instant at = known == null ? created : changed;
        if (known == null) {
            deeds.add(
                    created,
                    new TicketCommand.Open(
                            id,
                            customer,
                            cells.required(ColumnField.SUBJECT),
                            cells.withRest(said.isEmpty() ? null : said),
                            channel == null ? IMPORT : channel,
                            kind == null ? TicketKind.REQUEST : kind,
                            priority == null ? TicketPriority.NORMAL : priority));
            if (category != null) {
                deeds.add(
                        created,
                        new TicketCommand.Triage(
                                id,
                                kind == null ? TicketKind.REQUEST : kind,
                                priority == null ? TicketPriority.NORMAL : priority,
                                category));
            }
        } else if (isOpen(known.status())) {
            TicketCommand.Triage triage = new TicketCommand.Triage(
                    id,
                    kind == null ? known.kind() : kind,
                    priority == null ? known.priority() : priority,
                    category == null ? known.category() : category);
            if (triage.kind() != known.kind()
                    || triage.priority() != known.priority()
                    || !Objects.equals(triage.category(), known.category())) {
                deeds.add(changed, triage);
            }
        }
        if (agent != null && (known == null || (isOpen(known.status()) && !agent.equals(known.agent())))) {
            deeds.add(at, new TicketCommand.Assign(id, agent));
        }
        Status before = known == null ? Status.NEW : known.status();
        end(deeds, id, before, status, solution, closed == null ? at : closed, agent);
        return deeds.all();
    }

    private static void end(
            Deeds deeds,
            TicketId id,
            Status before,
            @Nullable Status status,
            @Nullable String solution,
            Instant at,
            @Nullable String agent) {
        if (status == null || status == before || before == Status.CLOSED || before == Status.CANCELLED) {
            return;
        }
        Deeds end = new Deeds("");
        switch (status) {
            case RESOLVED, CLOSED -> {
                if (before != Status.RESOLVED) {
                    end.addOwn(at, new TicketCommand.Resolve(id, IMPORT, solution == null ? IMPORT : solution));
                }
                if (status == Status.CLOSED) {
                    end.addOwn(at, new TicketCommand.Close(id));
                }
            }
            case CANCELLED -> end.addOwn(at, new TicketCommand.Cancel(id, solution == null ? IMPORT : solution));
            case WAITING_CUSTOMER -> end.addOwn(at, new TicketCommand.WaitForCustomer(id));
            default -> {}
        }
        end.all().forEach(each -> {
            if (agent == null) {
                deeds.add(at, each.command());
            } else {
                deeds.add(at, each.command(), agent);
            }
        });
    }

    private static boolean isOpen(Status status) {
        return status != Status.CLOSED
                && status != Status.CANCELLED
                && status != Status.MERGED
                && status != Status.RESOLVED;
    }

    private Status status(String said) {
        String key = Terms.key(terms.meaning(said).orElse(said));
        return switch (key) {
            case "new", "新建", "未处理" -> Status.NEW;
            case "open", "inprogress", "working", "assigned", "处理中", "escalated" -> Status.OPEN;
            case "pending", "onhold", "waiting", "waitingoncustomer", "waitingcustomer", "等待客户" ->
                Status.WAITING_CUSTOMER;
            case "resolved", "solved", "已解决" -> Status.RESOLVED;
            case "closed", "done", "已关闭" -> Status.CLOSED;
            case "cancelled", "canceled", "spam", "已取消" -> Status.CANCELLED;
            case "waitingthirdparty" -> Status.WAITING_THIRD_PARTY;
            case "merged" -> Status.MERGED;
            default ->
                throw new CrmException.Invalid(
                        "status",
                        "unknown",
                        "must be new, open, waiting, resolved, closed or cancelled; say what it means");
        };
    }

    private TicketKind kindOf(String said) {
        String key = Terms.key(terms.meaning(said).orElse(said));
        return switch (key) {
            case "question", "inquiry", "咨询", "问题" -> TicketKind.QUESTION;
            case "incident", "problem", "bug", "issue", "故障" -> TicketKind.INCIDENT;
            case "request", "featurerequest", "servicerequest", "task", "请求", "需求" -> TicketKind.REQUEST;
            case "complaint", "投诉" -> TicketKind.COMPLAINT;
            default ->
                throw new CrmException.Invalid(
                        "kind", "unknown", "must be question, incident, request or complaint; say what it means");
        };
    }

    private TicketPriority priority(String said) {
        String key = Terms.key(terms.meaning(said).orElse(said));
        return switch (key) {
            case "low", "minor", "低", "4low" -> TicketPriority.LOW;
            case "normal", "medium", "moderate", "中", "普通", "3moderate" -> TicketPriority.NORMAL;
            case "high", "major", "高", "2high" -> TicketPriority.HIGH;
            case "urgent", "critical", "紧急", "1critical" -> TicketPriority.URGENT;
            default ->
                throw new CrmException.Invalid(
                        "priority", "unknown", "must be low, normal, high or urgent; say what it means");
        };
    }
}
