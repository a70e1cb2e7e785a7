package io.guanxi.application.imports;

import io.guanxi.application.Dated;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.activity.About;
import io.guanxi.domain.activity.Activity.Status;
import io.guanxi.domain.activity.ActivityCommand;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityKind;
import io.guanxi.domain.activity.ActivityOutcome;
import io.guanxi.domain.activity.Direction;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.ticket.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Activities: what has been is recorded as the deed of whoever did it, at its time; what is to be is planned for its assignee. How
 * the other system calls the kind is kept as the channel, unless it is one of ours.
 */
final class ActivityRows extends Rows<ActivityView> {

    private static final String CANCELLED = "cancelled, as the import tells";
    private static final String RETRACTED = "retracted, as the import tells";
    private static final String REOPENED = "there again, as the import tells";

    private final Terms terms;

    ActivityRows(Terms terms) {
        this.terms = terms;
    }

    @Override
    RecordKind kind() {
        return RecordKind.ACTIVITY;
    }

    @Override
    ViewType<ActivityView> type() {
        return ActivityView.TYPE;
    }

    @Override
    String natural(Cells cells) {
        return cells.whole();
    }

    @Override
    List<Ref> refs(Cells cells) {
        return Stream.of(Ref.customer(cells), deal(cells), ticket(cells))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Ref deal(Cells cells) {
        return Ref.of(
                RecordKind.OPPORTUNITY,
                cells.text(ColumnField.OPPORTUNITY_ID),
                cells.text(ColumnField.OPPORTUNITY_NAME));
    }

    private static @Nullable Ref ticket(Cells cells) {
        return Ref.of(RecordKind.TICKET, cells.text(ColumnField.TICKET_ID), null);
    }

    @Override
    boolean isGone(ActivityView view) {
        return view.status() == Status.CANCELLED || view.status() == Status.RETRACTED;
    }

    @Override
    List<Command> removal(ActivityView view, String reason) {
        return List.of(new ActivityCommand.Retract(view.id(), reason));
    }

    @Override
    List<Dated> changes(Told row, @Nullable ActivityView known, Found refs) {
        Cells cells = row.cells();
        cells.text(ColumnField.ID);
        Instant due = cells.moment(ColumnField.DUE_AT);
        Instant held = cells.moment(ColumnField.HELD_AT);
        Instant created = cells.moment(ColumnField.CREATED_AT);
        Instant changed = cells.changed();
        String status = cells.text(ColumnField.STATUS);
        boolean cancelled = status != null && Terms.key(status).equals("cancelled");
        boolean retracted = status != null && Terms.key(status).equals("retracted");
        Boolean done = cancelled ? Boolean.FALSE : retracted ? null : cells.read(ColumnField.STATUS, this::isDone);
        String owner = cells.text(ColumnField.OWNER);
        String author = cells.author();
        About about = known == null ? about(cells, refs) : known.about();
        ActivityOutcome outcome =
                new ActivityOutcome(cells.text(ColumnField.OUTCOME), null, cells.moment(ColumnField.NEXT_CONTACT));
        ActivityDetails details = details(cells, known);
        boolean isDone = done == null ? held != null || (due == null && created != null) : done;
        Instant at = held != null ? held : due != null ? due : created != null ? created : terms.now();
        Deeds deeds = new Deeds(author);
        if (known == null) {
            ActivityId id = new ActivityId(row.id());
            if (isDone) {
                deeds.add(
                        at,
                        new ActivityCommand.RecordFollowUp(id, about, details, outcome),
                        owner == null ? author : owner);
            } else {
                Instant planned = created != null ? created : at.isBefore(terms.now()) ? at : terms.now();
                deeds.add(planned, new ActivityCommand.PlanFollowUp(id, about, details, at, owner));
                if (cancelled) {
                    deeds.add(planned, new ActivityCommand.Cancel(id, CANCELLED));
                }
            }
            if (retracted) {
                deeds.add(changed, new ActivityCommand.Retract(id, RETRACTED));
            }
            return deeds.all();
        }
        ActivityId id = known.id();
        Status now = known.status();
        if (row.isBack() && !retracted) {
            if (known.retraction() != null) {
                requireSame(refs.customer(Ref.customer(cells)), known);
                deeds.add(changed, new ActivityCommand.Reinstate(id));
                now = known.retraction().from();
            }
            if ((now == Status.CANCELLED && !cancelled) || (now == Status.DONE && !isDone && row.again())) {
                deeds.add(changed, new ActivityCommand.Reopen(id, REOPENED));
                now = Status.PLANNED;
            }
        }
        if (!details.equals(known.details())) {
            deeds.add(changed, new ActivityCommand.CorrectDetails(id, details));
        }
        if (retracted && now != Status.RETRACTED) {
            deeds.add(changed, new ActivityCommand.Retract(id, RETRACTED));
        } else if (now == Status.PLANNED) {
            if (owner != null && !owner.equals(known.assignee())) {
                deeds.add(changed, new ActivityCommand.Assign(id, owner));
            }
            if (due != null && !due.equals(known.dueAt())) {
                deeds.add(changed, new ActivityCommand.Postpone(id, due, "told by the import"));
            }
            if (cancelled) {
                deeds.add(changed, new ActivityCommand.Cancel(id, CANCELLED));
            } else if (isDone) {
                deeds.add(at, new ActivityCommand.Complete(id, outcome), owner == null ? author : owner);
            }
        }
        return deeds.all();
    }

    private static void requireSame(@Nullable CustomerId customer, ActivityView known) {
        if (customer != null && !customer.equals(known.about().customer())) {
            throw new RowException(null, "was retracted here, and is about another customer, with whom it stays");
        }
    }

    private About about(Cells cells, Found refs) {
        CustomerId customer = refs.customer(Ref.customer(cells));
        UUID deal = refs.id(deal(cells));
        UUID ticket = refs.id(ticket(cells));
        if (customer == null && deal == null && ticket == null) {
            throw new RowException(null, "names no customer, deal or ticket that it is about");
        }
        return new About(
                customer,
                deal == null ? null : new OpportunityId(deal),
                ticket == null ? null : new TicketId(ticket),
                null);
    }

    private ActivityDetails details(Cells cells, @Nullable ActivityView known) {
        String type = cells.text(ColumnField.TYPE);
        String channel = cells.text(ColumnField.CHANNEL);
        String subject = cells.text(ColumnField.SUBJECT);
        Direction direction = cells.read(ColumnField.DIRECTION, ActivityRows::direction);
        ActivityKind kind = type == null ? null : kind(cells, type);
        if (known == null && kind == null) {
            throw new RowException(cells.name(ColumnField.TYPE), "is empty");
        }
        if (channel == null && type != null && kind != null && !Terms.key(type).equals(Terms.key(kind.name()))) {
            channel = type;
        }
        String said = String.join("\n", cells.texts(ColumnField.REMARK));
        String notes = cells.withRest(said.isEmpty() ? null : said);
        if (known == null) {
            String first = subject == null ? firstLine(notes == null ? String.valueOf(type) : notes) : subject;
            return new ActivityDetails(Objects.requireNonNull(kind), direction, channel, first, notes, Set.of());
        }
        ActivityDetails before = known.details();
        return new ActivityDetails(
                kind == null ? before.kind() : kind,
                direction == null ? before.direction() : direction,
                channel == null ? before.channel() : channel,
                subject == null ? before.subject() : subject,
                notes == null ? before.notes() : notes,
                before.participants());
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse(text);
        return line.length() <= 300 ? line : line.substring(0, 300);
    }

    private ActivityKind kind(Cells cells, String said) {
        String key = Terms.key(terms.meaning(said).orElse(said));
        for (ActivityKind each : ActivityKind.values()) {
            if (Terms.key(each.name()).equals(key)) {
                return each;
            }
        }
        return switch (key) {
            case "phone", "phonecall", "电话", "打电话", "去电", "来电" -> ActivityKind.CALL;
            case "email", "邮件", "发邮件" -> ActivityKind.MAIL;
            case "wechat", "微信", "whatsapp", "sms", "短信", "message", "qq" -> ActivityKind.CHAT;
            case "demo", "appointment", "event", "会议", "见面" -> ActivityKind.MEETING;
            case "拜访", "上门拜访", "见面拜访" -> ActivityKind.VISIT;
            default ->
                throw new RowException(
                        cells.name(ColumnField.TYPE),
                        '"' + said
                                + "\" is none of call, mail, meeting, visit, chat, web visit, store visit; say what it"
                                + " means");
        };
    }

    private static Direction direction(String said) {
        return switch (Terms.key(said)) {
            case "in", "inbound", "incoming", "来" -> Direction.INBOUND;
            case "out", "outbound", "outgoing", "去" -> Direction.OUTBOUND;
            default -> throw new CrmException.Invalid("direction", "unknown", "must be inbound or outbound");
        };
    }

    private Boolean isDone(String said) {
        String key = Terms.key(terms.meaning(said).orElse(said));
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "done", "completed", "complete", "closed", "held", "已完成", "完成" -> true;
            case "planned", "open", "notstarted", "inprogress", "pending", "未完成", "计划" -> false;
            default -> Cells.flag(key);
        };
    }
}
