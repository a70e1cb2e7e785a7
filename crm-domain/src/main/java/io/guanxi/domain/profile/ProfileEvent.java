package io.guanxi.domain.profile;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.util.Set;

/** Everything that can have happened to a person's profile. */
public sealed interface ProfileEvent extends DomainEvent {

    ProfileId profileId();

    @Override
    default ProfileId aggregateId() {
        return profileId();
    }

    record Opened(ProfileId profileId, CustomerId customerId) implements ProfileEvent {}

    record Noted(ProfileId profileId, @Personal Preference preference) implements ProfileEvent {}

    record Dropped(ProfileId profileId, @Personal String topic) implements ProfileEvent {}

    record Cleared(ProfileId profileId) implements ProfileEvent {}

    record Expired(ProfileId profileId, @Personal Set<String> topics) implements ProfileEvent {}
}
