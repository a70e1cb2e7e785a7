package io.guanxi.domain.customer;

import com.google.common.collect.ImmutableSortedSet;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;
import java.util.Set;
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
}
