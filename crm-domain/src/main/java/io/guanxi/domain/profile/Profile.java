package io.guanxi.domain.profile;

import static io.guanxi.domain.profile.ProfileRule.EXPIRES_AT_ONCE;
import static io.guanxi.domain.profile.ProfileRule.OF_ANOTHER_PERSON;
import static io.guanxi.domain.profile.ProfileRule.TOO_MANY_PREFERENCES;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.profile.ProfileCommand.Clear;
import io.guanxi.domain.profile.ProfileCommand.Drop;
import io.guanxi.domain.profile.ProfileCommand.DropExpired;
import io.guanxi.domain.profile.ProfileCommand.Note;
import io.guanxi.domain.profile.ProfileCommand.Open;
import io.guanxi.domain.profile.ProfileEvent.Cleared;
import io.guanxi.domain.profile.ProfileEvent.Dropped;
import io.guanxi.domain.profile.ProfileEvent.Expired;
import io.guanxi.domain.profile.ProfileEvent.Noted;
import io.guanxi.domain.profile.ProfileEvent.Opened;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of a person's profile, and the rules.
 *
 * @param customer null as long as the profile is unknown
 * @param preferences by their topics, in the order of these
 */
public record Profile(@Nullable CustomerId customer, Map<String, Preference> preferences) {

    public static final int MAX_PREFERENCES = 200;

    public static final Decider<ProfileCommand, ProfileEvent, Profile> DECIDER = Decider.of(
                    ProfileCommand.class, ProfileEvent.class, new Profile(null, ImmutableMap.of()))
            .decide(Open.class, Profile::open)
            .decide(Note.class, Profile::note)
            .decide(Drop.class, Profile::drop)
            .decide(Clear.class, Profile::clear)
            .decide(DropExpired.class, Profile::dropExpired)
            .evolve(Opened.class, (state, event) -> new Profile(event.customerId(), state.preferences))
            .evolve(Noted.class, (state, event) -> state.with(event.preference()))
            .evolve(Dropped.class, (state, event) -> state.without(event.topic()::equals))
            .evolve(Cleared.class, (state, event) -> state.without(topic -> true))
            .evolve(Expired.class, (state, event) -> state.without(event.topics()::contains))
            .build();

    public Profile {
        preferences = ImmutableSortedMap.copyOf(preferences);
    }

    private List<ProfileEvent> open(Open command) {
        if (customer == null) {
            return List.of(new Opened(command.profileId(), command.customerId()));
        }
        if (!customer.equals(command.customerId())) {
            throw OF_ANOTHER_PERSON.refused();
        }
        return List.of();
    }

    private List<ProfileEvent> note(Note command, CallContext context) {
        requireKnown(command.profileId());
        Preference preference = command.preference();
        if (preference.equals(preferences.get(preference.topic()))) {
            return List.of();
        }
        if (preference.hasExpired(context.at())) {
            throw EXPIRES_AT_ONCE.refused(String.valueOf(preference.expiresAt()));
        }
        if (preferences.size() >= MAX_PREFERENCES && !preferences.containsKey(preference.topic())) {
            throw TOO_MANY_PREFERENCES.refused(MAX_PREFERENCES);
        }
        return List.of(new Noted(command.profileId(), preference));
    }

    private List<ProfileEvent> drop(Drop command) {
        requireKnown(command.profileId());
        return preferences.containsKey(command.topic())
                ? List.of(new Dropped(command.profileId(), command.topic()))
                : List.of();
    }

    private List<ProfileEvent> clear(Clear command) {
        requireKnown(command.profileId());
        return preferences.isEmpty() ? List.of() : List.of(new Cleared(command.profileId()));
    }

    private List<ProfileEvent> dropExpired(DropExpired command, CallContext context) {
        requireKnown(command.profileId());
        Set<String> topics = Maps.filterValues(preferences, each -> each.hasExpired(context.at()))
                .keySet();
        return topics.isEmpty()
                ? List.of()
                : List.of(new Expired(command.profileId(), ImmutableSortedSet.copyOf(topics)));
    }

    private Profile with(Preference preference) {
        return new Profile(
                customer,
                ImmutableMap.<String, Preference>builder()
                        .putAll(preferences)
                        .put(preference.topic(), preference)
                        .buildKeepingLast());
    }

    private Profile without(Predicate<String> topic) {
        return new Profile(customer, Maps.filterKeys(preferences, each -> !topic.test(each)));
    }

    private void requireKnown(ProfileId id) {
        if (customer == null) {
            throw new CrmException.NotFound(id);
        }
    }
}
