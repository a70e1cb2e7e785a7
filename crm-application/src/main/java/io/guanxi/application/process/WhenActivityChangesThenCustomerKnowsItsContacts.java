package io.guanxi.application.process;

import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.activity.Activity.Status;
import io.guanxi.domain.activity.ActivityEvent;
import io.guanxi.domain.activity.ActivityEvent.Cancelled;
import io.guanxi.domain.activity.ActivityEvent.Completed;
import io.guanxi.domain.activity.ActivityEvent.FollowUpPlanned;
import io.guanxi.domain.activity.ActivityEvent.FollowUpRecorded;
import io.guanxi.domain.activity.ActivityEvent.Postponed;
import io.guanxi.domain.activity.ActivityEvent.Reinstated;
import io.guanxi.domain.activity.ActivityEvent.Reopened;
import io.guanxi.domain.activity.ActivityEvent.Retracted;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityOutcome;
import io.guanxi.domain.customer.CustomerCommand.DropFollowUp;
import io.guanxi.domain.customer.CustomerCommand.ForgetContact;
import io.guanxi.domain.customer.CustomerCommand.NoteContact;
import io.guanxi.domain.customer.CustomerCommand.PromiseFollowUp;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer knows when it was contacted last and is to be contacted next, for the rules that ask. Where a contact is taken back, the
 * one before it is looked up: in several segments, two of one customer that are taken back at the same moment may not see one another, and
 * the earlier one stays the last until the next contact.
 */
final class WhenActivityChangesThenCustomerKnowsItsContacts {

    static final Reaction<ActivityEvent> REACTION = Reaction.afterCommit(
            "WhenActivityChangesThenCustomerKnowsItsContacts",
            ActivityEvent.class,
            WhenActivityChangesThenCustomerKnowsItsContacts::then);

    private static final int AT_ONCE = 50;

    private WhenActivityChangesThenCustomerKnowsItsContacts() {}

    /** Activities may name customers whom only the host knows; nothing follows for those. */
    private static List<Command> then(Recorded<ActivityEvent> recorded, Reader reader) {
        ActivityEvent event = recorded.event();
        ActivityView view = reader.has(CustomerView.TYPE)
                ? reader.views(ActivityView.TYPE).byId(event.activityId()).orElse(null)
                : null;
        CustomerId customer = view == null ? null : view.about().customer();
        return view == null
                        || customer == null
                        || reader.views(CustomerView.TYPE).byId(customer).isEmpty()
                ? List.of()
                : commands(customer, view, event, reader);
    }

    /** What is told of each activity, whatever the order of several activities. */
    private static List<Command> commands(CustomerId customer, ActivityView view, ActivityEvent event, Reader reader) {
        ActivityId activity = view.id();
        if (event instanceof FollowUpRecorded it) {
            return List.of(new NoteContact(
                    customer, activity, it.heldAt(), it.outcome().nextContactAt()));
        }
        if (event instanceof Completed it) {
            return List.of(new NoteContact(
                    customer, activity, it.heldAt(), it.outcome().nextContactAt()));
        }
        if (event instanceof FollowUpPlanned it) {
            return List.of(new PromiseFollowUp(customer, activity, it.dueAt()));
        }
        if (event instanceof Postponed it) {
            return List.of(new PromiseFollowUp(customer, activity, it.dueAt()));
        }
        if (event instanceof Reopened it) {
            return Stream.concat(forget(customer, activity, it.heldAt(), reader), asItIs(customer, view))
                    .toList();
        }
        if (event instanceof Retracted) {
            return view.heldAt() == null
                    ? List.of(new DropFollowUp(customer, activity))
                    : forget(customer, activity, view.heldAt(), reader).toList();
        }
        if (event instanceof Reinstated) {
            return asItIs(customer, view).toList();
        }
        return event instanceof Cancelled ? List.of(new DropFollowUp(customer, activity)) : List.of();
    }

    /** If something has come of it since, that is told by an event of its own. */
    private static Stream<Command> asItIs(CustomerId customer, ActivityView view) {
        Instant dueAt = view.dueAt();
        Instant heldAt = view.heldAt();
        return switch (view.status()) {
            case PLANNED -> Stream.ofNullable(dueAt).map(each -> new PromiseFollowUp(customer, view.id(), each));
            case DONE ->
                Stream.ofNullable(heldAt).map(each -> new NoteContact(customer, view.id(), each, agreed(view)));
            case UNKNOWN, CANCELLED, RETRACTED -> Stream.empty();
        };
    }

    private static Stream<Command> forget(
            CustomerId customer, ActivityId activity, @Nullable Instant heldAt, Reader reader) {
        if (heldAt == null) {
            return Stream.empty();
        }
        ActivityView last = last(customer, reader);
        return Stream.of(new ForgetContact(
                customer, activity, heldAt, last == null ? null : last.heldAt(), last == null ? null : agreed(last)));
    }

    private static @Nullable Instant agreed(ActivityView view) {
        ActivityOutcome outcome = view.outcome();
        return outcome == null ? null : outcome.nextContactAt();
    }

    /** Of those that are about the customer itself, and not about one that was merged with it. */
    private static @Nullable ActivityView last(CustomerId customer, Reader reader) {
        PageRequest<ActivityView> request = PageRequest.first(AT_ONCE).by(ActivityView.AT.descending());
        while (true) {
            Page<ActivityView> page = reader.views(ActivityView.TYPE)
                    .find(ActivityView.CUSTOMER.is(customer).and(ActivityView.STATUS.is(Status.DONE)), request);
            for (ActivityView each : page.views()) {
                if (Objects.equals(each.about().customer(), customer)) {
                    return each;
                }
            }
            if (page.next() == null) {
                return null;
            }
            request = request.after(page.next());
        }
    }
}
