package io.guanxi.application.process;

import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.activity.ActivityEvent;
import io.guanxi.domain.activity.ActivityEvent.Cancelled;
import io.guanxi.domain.activity.ActivityEvent.Completed;
import io.guanxi.domain.activity.ActivityEvent.FollowUpPlanned;
import io.guanxi.domain.activity.ActivityEvent.FollowUpRecorded;
import io.guanxi.domain.activity.ActivityEvent.Postponed;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.customer.CustomerCommand.DropFollowUp;
import io.guanxi.domain.customer.CustomerCommand.NoteContact;
import io.guanxi.domain.customer.CustomerCommand.PromiseFollowUp;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A customer knows when it was contacted last and is to be contacted next, for the rules that ask. */
final class WhenActivityChangesThenCustomerKnowsItsContacts {

    static final Reaction<ActivityEvent> REACTION = Reaction.afterCommit(
            "WhenActivityChangesThenCustomerKnowsItsContacts",
            ActivityEvent.class,
            WhenActivityChangesThenCustomerKnowsItsContacts::then);

    private WhenActivityChangesThenCustomerKnowsItsContacts() {}

    /** Activities may name customers whom only the host knows; nothing follows for those. */
    private static List<Command> then(Recorded<ActivityEvent> recorded, Reader reader) {
        ActivityEvent event = recorded.event();
        Optional<CustomerId> customer = reader.has(CustomerView.TYPE)
                ? reader.views(ActivityView.TYPE)
                        .byId(event.activityId())
                        .map(view -> view.about().customer())
                        .filter(each ->
                                reader.views(CustomerView.TYPE).byId(each).isPresent())
                : Optional.empty();
        return customer.map(each -> command(each, event.activityId(), event)).stream()
                .toList();
    }

    /** What is one command for each activity, whatever the order of several activities. */
    private static @Nullable Command command(CustomerId customer, ActivityId activity, ActivityEvent event) {
        if (event instanceof FollowUpRecorded it) {
            return new NoteContact(customer, activity, it.heldAt(), it.outcome().nextContactAt());
        }
        if (event instanceof Completed it) {
            return new NoteContact(customer, activity, it.heldAt(), it.outcome().nextContactAt());
        }
        if (event instanceof FollowUpPlanned it) {
            return new PromiseFollowUp(customer, activity, it.dueAt());
        }
        if (event instanceof Postponed it) {
            return new PromiseFollowUp(customer, activity, it.dueAt());
        }
        return event instanceof Cancelled ? new DropFollowUp(customer, activity) : null;
    }
}
