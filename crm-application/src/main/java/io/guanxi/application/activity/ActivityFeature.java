package io.guanxi.application.activity;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.guanxi.application.Compensation;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Reader;
import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.activity.Activity;
import io.guanxi.domain.activity.ActivityCommand;
import io.guanxi.domain.activity.ActivityCommand.Assign;
import io.guanxi.domain.activity.ActivityCommand.Cancel;
import io.guanxi.domain.activity.ActivityCommand.Complete;
import io.guanxi.domain.activity.ActivityCommand.CorrectDetails;
import io.guanxi.domain.activity.ActivityCommand.PlanFollowUp;
import io.guanxi.domain.activity.ActivityCommand.Postpone;
import io.guanxi.domain.activity.ActivityCommand.RecordFollowUp;
import io.guanxi.domain.activity.ActivityCommand.Reinstate;
import io.guanxi.domain.activity.ActivityCommand.Reopen;
import io.guanxi.domain.activity.ActivityCommand.Retract;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityEvent;
import io.guanxi.domain.activity.ActivityEvent.Assigned;
import io.guanxi.domain.activity.ActivityEvent.Cancelled;
import io.guanxi.domain.activity.ActivityEvent.Completed;
import io.guanxi.domain.activity.ActivityEvent.DetailsCorrected;
import io.guanxi.domain.activity.ActivityEvent.FollowUpPlanned;
import io.guanxi.domain.activity.ActivityEvent.FollowUpRecorded;
import io.guanxi.domain.activity.ActivityEvent.Postponed;
import io.guanxi.domain.activity.ActivityEvent.Reinstated;
import io.guanxi.domain.activity.ActivityEvent.Reopened;
import io.guanxi.domain.activity.ActivityEvent.Retracted;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityRule;
import io.guanxi.domain.activity.ContactCap;
import io.guanxi.domain.activity.Direction;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Decider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Activities (跟进), under the caps of the host. */
public final class ActivityFeature implements Feature {

    /** What is told of later than so is history, as an import tells it, and no cap refuses what has been. */
    private static final Duration AT_ONCE = Duration.ofHours(1);

    private static final String TAKEN_BACK = "taken back";

    private final ImmutableList<ContactCap> caps;

    /** @param caps how often a customer may be contacted; without any, as often as you like */
    public ActivityFeature(ContactCap... caps) {
        this.caps = ImmutableList.copyOf(caps);
    }

    @Override
    public String name() {
        return "activity";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Activity.DECIDER);
    }

    /** The second remembers when it has been, and what it was before it was retracted. */
    @Override
    public int stateRevision() {
        return 2;
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(ActivityView.TYPE);
    }

    @Override
    public Optional<Timeline<?>> timeline() {
        return Optional.of(
                Timeline.of(ActivityView.TYPE, activity -> activity.about().customer())
                        .tells(FollowUpPlanned.class, ActivityFeature::kind, ActivityFeature::subject)
                        .tells(FollowUpRecorded.class, ActivityFeature::kind, ActivityFeature::subject)
                        .tells(Completed.class, ActivityFeature::kind, ActivityFeature::subject)
                        .tells(Postponed.class, ActivityFeature::kind, ActivityView::reason)
                        .tells(Cancelled.class, ActivityFeature::kind, ActivityView::reason)
                        .tells(Reopened.class, ActivityFeature::kind, ActivityFeature::subject)
                        .tells(Retracted.class, ActivityFeature::kind, ActivityFeature::retraction)
                        .tells(Reinstated.class, ActivityFeature::kind, ActivityFeature::subject)
                        .build());
    }

    private static String kind(ActivityView activity) {
        return Ascii.toLowerCase(activity.details().kind().name()).replace('_', '-');
    }

    private static String subject(ActivityView activity) {
        return activity.details().subject();
    }

    private static @Nullable String retraction(ActivityView activity) {
        return activity.retraction() == null ? null : activity.retraction().reason();
    }

    /** Two contacts that are planned at the same moment, on two nodes, are not seen by one another. */
    @Override
    public List<Guard> guards() {
        return caps.isEmpty()
                ? List.of()
                : List.of(
                        new Guard.BeforeAt<>(PlanFollowUp.class, this::requireRoom),
                        new Guard.BeforeAt<>(RecordFollowUp.class, this::requireRoom),
                        new Guard.BeforeAt<>(Postpone.class, this::requireRoom),
                        new Guard.BeforeAt<>(Reopen.class, this::requireRoom),
                        new Guard.BeforeAt<>(Reinstate.class, this::requireRoom));
    }

    private void requireRoom(PlanFollowUp command, CallContext context, Reader reader) {
        if (known(command, reader).isEmpty()) {
            requireRoom(command.activityId(), command.about().customer(), command.details(), command.dueAt(), reader);
        }
    }

    private void requireRoom(RecordFollowUp command, CallContext context, Reader reader) {
        boolean atOnce = context.at().plus(AT_ONCE).isAfter(context.recordedAt());
        if (atOnce && known(command, reader).isEmpty()) {
            requireRoom(command.activityId(), command.about().customer(), command.details(), context.at(), reader);
        }
    }

    private void requireRoom(Postpone command, CallContext context, Reader reader) {
        known(command, reader)
                .filter(view -> view.status() == Activity.Status.PLANNED
                        && !command.dueAt().equals(view.dueAt()))
                .ifPresent(view -> requireRoom(view, command.dueAt(), reader));
    }

    private void requireRoom(Reopen command, CallContext context, Reader reader) {
        known(command, reader)
                .filter(view -> view.status() == Activity.Status.DONE || view.status() == Activity.Status.CANCELLED)
                .ifPresent(view -> requireRoom(view, view.dueAt(), reader));
    }

    private void requireRoom(Reinstate command, CallContext context, Reader reader) {
        known(command, reader)
                .filter(view -> view.retraction() != null && view.retraction().from() == Activity.Status.PLANNED)
                .ifPresent(view -> requireRoom(view, view.dueAt(), reader));
    }

    private void requireRoom(ActivityView view, @Nullable Instant dueAt, Reader reader) {
        if (dueAt != null) {
            requireRoom(view.id(), view.about().customer(), view.details(), dueAt, reader);
        }
    }

    private static Optional<ActivityView> known(ActivityCommand command, Reader reader) {
        return reader.views(ActivityView.TYPE).byId(command.activityId());
    }

    private void requireRoom(
            ActivityId activity, @Nullable CustomerId customer, ActivityDetails details, Instant at, Reader reader) {
        if (customer == null) {
            return;
        }
        for (ContactCap cap : caps) {
            if (cap.counts(details) && cap.isReachedBy(at, contacts(cap, activity, customer, at, reader))) {
                throw ActivityRule.CAP_REACHED.refused(
                        cap.name(), cap.max(), cap.period().toDays());
            }
        }
    }

    private static List<Instant> contacts(
            ContactCap cap, ActivityId besides, CustomerId customer, Instant at, Reader reader) {
        Filter<ActivityView> near = ActivityView.CUSTOMER
                .is(customer)
                .and(ActivityView.AT.moreThan(at.minus(cap.period())))
                .and(ActivityView.AT.lessThan(at.plus(cap.period())))
                .and(ActivityView.DIRECTION.is(Direction.OUTBOUND))
                .and(ActivityView.STATUS.in(Activity.Status.PLANNED, Activity.Status.DONE));
        List<Instant> found = new ArrayList<>();
        reader.views(ActivityView.TYPE)
                .forEach(cap.channel() == null ? near : near.and(ActivityView.CHANNEL.is(cap.channel())), view -> {
                    Instant when = view.at();
                    if (when != null && !view.id().equals(besides)) {
                        found.add(when);
                    }
                });
        return found;
    }

    /** What was written down by the batch itself is retracted, and nothing else of it need be taken back. */
    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(
                                FollowUpPlanned.class,
                                ActivityView.TYPE,
                                it -> new Retract(it.activityId(), TAKEN_BACK))
                        .ofAll(),
                Compensation.of(
                                FollowUpRecorded.class,
                                ActivityView.TYPE,
                                it -> new Retract(it.activityId(), TAKEN_BACK))
                        .ofAll(),
                restoring(DetailsCorrected.class, view -> new CorrectDetails(view.id(), view.details())),
                restoring(Assigned.class, view -> new Assign(view.id(), view.assignee())),
                Compensation.of(
                        Postponed.class, ActivityView.TYPE, it -> new Postpone(it.activityId(), it.from(), TAKEN_BACK)),
                Compensation.of(Completed.class, ActivityView.TYPE, it -> new Reopen(it.activityId(), TAKEN_BACK)),
                Compensation.of(Cancelled.class, ActivityView.TYPE, it -> new Reopen(it.activityId(), TAKEN_BACK)),
                restoring(Reopened.class, ActivityFeature::ending).at(ActivityView::heldAt),
                Compensation.of(Retracted.class, ActivityView.TYPE, it -> new Reinstate(it.activityId())),
                restoring(
                        Reinstated.class,
                        view -> new Retract(view.id(), Objects.requireNonNullElse(retraction(view), TAKEN_BACK))));
    }

    private static <E extends ActivityEvent> Compensation<E, ActivityView> restoring(
            Class<E> event, Function<ActivityView, ActivityCommand> command) {
        return new Compensation<>(
                event,
                ActivityView.TYPE,
                (it, before) -> before.map(command).stream().toList());
    }

    /** What ends it as it was ended before. */
    private static ActivityCommand ending(ActivityView before) {
        return before.outcome() == null
                ? new Cancel(before.id(), Objects.requireNonNullElse(before.reason(), TAKEN_BACK))
                : new Complete(before.id(), before.outcome());
    }
}
