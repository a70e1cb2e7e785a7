package io.guanxi.application.profile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.profile.Preference;
import io.guanxi.domain.profile.ProfileEvent.Cleared;
import io.guanxi.domain.profile.ProfileEvent.Dropped;
import io.guanxi.domain.profile.ProfileEvent.Expired;
import io.guanxi.domain.profile.ProfileEvent.Noted;
import io.guanxi.domain.profile.ProfileEvent.Opened;
import io.guanxi.domain.profile.ProfileId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person prefers. Who prefers something is asked of {@link #PREFERENCES}:
 *
 * <pre>{@code
 * CustomerView.TYPE.having(ProfileView.TYPE, ProfileView.CUSTOMER, ProfileView.PREFERENCES.has("colour=blue"))
 * }</pre>
 *
 * @param preferences by their topics; what has expired goes within the interval of duties
 * @param nextExpiry when the next of them expires
 */
public record ProfileView(
        ProfileId id,
        CustomerId customer,
        @Personal List<Preference> preferences,
        @Nullable Instant nextExpiry,
        Instant changedAt)
        implements View {

    private static final ViewType.Builder<ProfileView> V = ViewType.of("profile", ProfileView.class);

    /** Whose it is, with whom it goes. */
    public static final Reference<ProfileView, CustomerId> CUSTOMER =
            V.belongsTo("customer", CustomerId.class, ProfileView::customer);

    /** Each as {@code topic=value}. */
    public static final Many<ProfileView> PREFERENCES = V.texts(
            "preferences",
            view -> view.preferences().stream()
                    .map(each -> each.topic() + "=" + each.value())
                    .collect(ImmutableSet.toImmutableSet()));

    public static final Many<ProfileView> TOPICS = V.texts("topics", ProfileView::topics);
    public static final Ordered<ProfileView, Instant> NEXT_EXPIRY = V.instant("next_expiry", ProfileView::nextExpiry);
    public static final Ordered<ProfileView, Instant> CHANGED_AT = V.instant("changed_at", ProfileView::changedAt);

    public static final ViewType<ProfileView> TYPE = V.startsWith(Opened.class, ProfileView::opened)
            .on(Noted.class, ProfileView::noted)
            .on(Dropped.class, (view, event, meta) -> view.without(event.topic()::equals, meta))
            .on(Cleared.class, (view, event, meta) -> view.without(topic -> true, meta))
            .on(Expired.class, (view, event, meta) -> view.without(event.topics()::contains, meta))
            .personal(Personal.Kind.TEXT, PREFERENCES, TOPICS)
            .list(CUSTOMER)
            .by(CHANGED_AT)
            .list()
            .by(NEXT_EXPIRY)
            .build();

    public ProfileView {
        preferences = ImmutableList.copyOf(preferences);
    }

    private static ProfileView opened(Opened event, Meta meta) {
        return new ProfileView(event.profileId(), event.customerId(), List.of(), null, meta.happenedAt());
    }

    private ProfileView noted(Noted event, Meta meta) {
        Preference noted = event.preference();
        if (noted.equals(Preference.ERASED)) {
            return this;
        }
        return with(
                Stream.concat(
                        preferences.stream().filter(each -> !each.topic().equals(noted.topic())), Stream.of(noted)),
                meta);
    }

    private ProfileView without(Predicate<String> topic, Meta meta) {
        return with(preferences.stream().filter(each -> !topic.test(each.topic())), meta);
    }

    private ProfileView with(Stream<Preference> all, Meta meta) {
        List<Preference> sorted =
                all.sorted(Comparator.comparing(Preference::topic)).toList();
        Instant next = sorted.stream()
                .flatMap(each -> Stream.ofNullable(each.expiresAt()))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new ProfileView(id, customer, sorted, next, meta.happenedAt());
    }

    private Set<String> topics() {
        return preferences.stream().map(Preference::topic).collect(ImmutableSet.toImmutableSet());
    }
}
