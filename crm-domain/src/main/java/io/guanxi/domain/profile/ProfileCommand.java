package io.guanxi.domain.profile;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;

/** Everything one can ask of a person's profile. */
public sealed interface ProfileCommand extends Command {

    ProfileId profileId();

    @Override
    default ProfileId aggregateId() {
        return profileId();
    }

    /** Begins the profile of a person; repeated it changes nothing. */
    record Open(ProfileId profileId, CustomerId customerId) implements ProfileCommand {}

    /** Notes what the person prefers, instead of what was noted of the same topic before. */
    record Note(ProfileId profileId, Preference preference) implements ProfileCommand {}

    /** Forgets what the person prefers in one matter. */
    record Drop(ProfileId profileId, String topic) implements ProfileCommand {

        public Drop {
            topic = Preference.topic(topic);
        }
    }

    /** Forgets all that the person prefers, as the person may wish. */
    record Clear(ProfileId profileId) implements ProfileCommand {}

    /** Forgets what has expired; given by the duty. */
    record DropExpired(ProfileId profileId) implements ProfileCommand {}
}
