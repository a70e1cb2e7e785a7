package io.guanxi.domain.customer;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.kernel.TellsFields;
import io.guanxi.domain.kernel.ToldElsewhere;
import io.guanxi.domain.kernel.ToldOfAnother;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a customer. */
public sealed interface CustomerEvent extends DomainEvent {

    CustomerId customerId();

    @Override
    default CustomerId aggregateId() {
        return customerId();
    }

    record Registered(
            CustomerId customerId,
            CustomerKind kind,
            @Personal CustomerDetails details) implements CustomerEvent {}

    record DetailsCorrected(CustomerId customerId, @Personal CustomerDetails details) implements CustomerEvent {}

    record ContactPointAdded(
            CustomerId customerId, @Personal ContactPoint contactPoint) implements CustomerEvent {}

    record ContactPointRemoved(
            CustomerId customerId, @Personal ContactPoint contactPoint) implements CustomerEvent {}

    record PrimaryChanged(CustomerId customerId, @Personal ContactPoint contactPoint) implements CustomerEvent {}

    record FieldsConfirmed(CustomerId customerId, Set<CustomerField> fields, Instant at) implements CustomerEvent {

        public FieldsConfirmed {
            fields = ImmutableSortedSet.copyOf(fields);
        }
    }

    record IdentityAdded(CustomerId customerId, @Personal SourceIdentity identity) implements CustomerEvent {}

    record IdentityRemoved(CustomerId customerId, @Personal SourceIdentity identity) implements CustomerEvent {}

    record OwnerAssigned(CustomerId customerId, String owner) implements CustomerEvent {}

    record OwnerTransferred(CustomerId customerId, String from, String owner) implements CustomerEvent {}

    /**
     * It is in a public pool, and nobody's.
     *
     * @param from whose it was; null if nobody's
     * @param lapse why a rule took it; null if somebody gave it up
     * @param reason why somebody gave it up; null if a rule took it
     */
    record ReleasedToPool(
            CustomerId customerId,
            String pool,
            @Nullable String from,
            @Nullable Lapse lapse,
            @Nullable @Personal String reason)
            implements CustomerEvent {}

    /** It is in no pool any more, and still nobody's. */
    record WithdrawnFromPool(CustomerId customerId, String pool) implements CustomerEvent {}

    record ClaimedFromPool(CustomerId customerId, String pool, String owner) implements CustomerEvent {}

    record DistributedFromPool(CustomerId customerId, String pool, String owner) implements CustomerEvent {}

    record CollaboratorAdded(CustomerId customerId, String user, Access access) implements CustomerEvent {}

    record CollaboratorRemoved(CustomerId customerId, String user) implements CustomerEvent {}

    record Locked(CustomerId customerId) implements CustomerEvent {}

    record Unlocked(CustomerId customerId) implements CustomerEvent {}

    record Dealt(CustomerId customerId) implements CustomerEvent {}

    record Contacted(
            CustomerId customerId,
            ActivityId activity,
            Instant at,
            @Nullable Instant nextAt) implements CustomerEvent {}

    /**
     * @param at when it was said to have been
     * @param lastAt when the last of the others was
     * @param nextAt what was agreed on then
     */
    record ContactForgotten(
            CustomerId customerId,
            ActivityId activity,
            Instant at,
            @Nullable Instant lastAt,
            @Nullable Instant nextAt) implements CustomerEvent {}

    record FollowUpPromised(CustomerId customerId, ActivityId activity, Instant dueAt) implements CustomerEvent {}

    record FollowUpDropped(CustomerId customerId, ActivityId activity) implements CustomerEvent {}

    record Tagged(CustomerId customerId, String tag) implements CustomerEvent {}

    record Untagged(CustomerId customerId, String tag) implements CustomerEvent {}

    /** By the rules: it has left one place for another; either may be nowhere, but not both. */
    record Classified(
            CustomerId customerId,
            String scheme,
            @Nullable String was,
            @Nullable String place,
            String rule) implements CustomerEvent {}

    record ClassOverridden(
            CustomerId customerId,
            String scheme,
            @Nullable String was,
            String place,
            @Personal String reason) implements CustomerEvent {}

    record OverrideEnded(CustomerId customerId, String scheme) implements CustomerEvent {}

    record Archived(CustomerId customerId, @Personal String reason) implements CustomerEvent {}

    record Restored(CustomerId customerId) implements CustomerEvent {}

    record Restricted(CustomerId customerId, @Personal String reason) implements CustomerEvent {}

    record RestrictionLifted(
            CustomerId customerId, @Personal String reason) implements CustomerEvent {}

    /**
     * It is another customer as well, which goes by that one's name from now on. Its own facts stay its own.
     *
     * @param into with whose facts its own are shown
     * @param survivor the one that is not merged itself: {@code into}, until that is merged too
     * @param rules by which it was decided whose value of a field is shown; for other fields, the survivor's
     */
    record MergedInto(CustomerId customerId, CustomerId into, CustomerId survivor, Map<String, Survivorship> rules)
            implements CustomerEvent, ToldElsewhere {

        public MergedInto {
            rules = ImmutableSortedMap.copyOf(rules);
        }

        @Override
        public Set<CustomerId> tellers() {
            return ImmutableSet.of(into, survivor);
        }
    }

    /** The one that it was merged into was merged itself, or is itself again. */
    record SurvivorChanged(CustomerId customerId, CustomerId survivor) implements CustomerEvent, ToldElsewhere {

        @Override
        public Set<CustomerId> tellers() {
            return ImmutableSet.of(survivor);
        }
    }

    /** It is a customer of its own again. */
    record Unmerged(CustomerId customerId, CustomerId from) implements CustomerEvent {}

    /** Something was told of it while it is merged, which has to be told of the other as well. */
    record PassedOn(CustomerId customerId, CustomerId into) implements CustomerEvent {}

    /**
     * What another customer, who is the same, has told of itself; first or anew.
     *
     * @param taken the names of the fields that are shown as the other has them
     * @param following the names of the fields of which the newest value is shown
     */
    record Absorbed(
            CustomerId customerId,
            CustomerId other,
            @Personal Facts facts,
            Set<String> taken,
            Set<String> following) implements CustomerEvent, ToldOfAnother, TellsFields {

        public Absorbed {
            taken = ImmutableSortedSet.copyOf(taken);
            following = ImmutableSortedSet.copyOf(following);
        }

        @Override
        public Absorbed only(Predicate<String> fields) {
            return facts.custom().isEmpty()
                    ? this
                    : new Absorbed(customerId, other, facts.only(fields), taken, following);
        }
    }

    /** The other is not the same after all. */
    record Released(CustomerId customerId, CustomerId other) implements CustomerEvent {}
}
