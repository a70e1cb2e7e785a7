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
import io.guanxi.domain.activity.ActivityCommand.PlanFollowUp;
import io.guanxi.domain.activity.ActivityCommand.Postpone;
import io.guanxi.domain.activity.ActivityCommand.RecordFollowUp;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityEvent.Cancelled;
import io.guanxi.domain.activity.ActivityEvent.Completed;
import io.guanxi.domain.activity.ActivityEvent.DetailsCorrected;
import io.guanxi.domain.activity.ActivityEvent.FollowUpPlanned;
import io.guanxi.domain.activity.ActivityEvent.FollowUpRecorded;
import io.guanxi.domain.activity.ActivityEvent.Postponed;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Activities (跟进), under the caps of the host. */
public final class ActivityFeature implements Feature {

    /** What is told of later than so is history, as an import tells it, and no cap refuses what has been. */
    private static final Duration AT_ONCE = Duration.ofHours(1);

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
                        .build());
    }

    private static String kind(ActivityView activity) {
        return Ascii.toLowerCase(activity.details().kind().name()).replace('_', '-');
    }

    private static String subject(ActivityView activity) {
        return activity.details().subject();
    }

    /** Two contacts that are planned at the same moment, on two nodes, are not seen by one another. */
    @Override
    public List<Guard> guards() {
        return caps.isEmpty()
                ? List.of()
                : List.of(
                        new Guard.BeforeAt<>(PlanFollowUp.class, this::requireRoom),
                        new Guard.BeforeAt<>(RecordFollowUp.class, this::requireRoom),
                        new Guard.BeforeAt<>(Postpone.class, this::requireRoom));
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
                .ifPresent(view ->
                        requireRoom(view.id(), view.about().customer(), view.details(), command.dueAt(), reader));
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

    /** What has been, has been: only what is planned can be taken back. */
    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(
                        FollowUpPlanned.class,
                        ActivityView.TYPE,
                        it -> new ActivityCommand.Cancel(it.activityId(), "taken back")),
                new Compensation<>(
                        DetailsCorrected.class,
                        ActivityView.TYPE,
                        (it, before) ->
                                before
                                        .map(view ->
                                                new ActivityCommand.CorrectDetails(it.activityId(), view.details()))
                                        .stream()
                                        .toList()));
    }
}
