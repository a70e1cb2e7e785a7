package io.guanxi.application.profile;

import io.guanxi.application.Duty;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.profile.Profile;
import io.guanxi.domain.profile.ProfileCommand.DropExpired;
import io.guanxi.domain.profile.ProfileRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people prefer (偏好). */
public final class ProfileFeature implements Feature {

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Profile.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(ProfileView.TYPE);
    }

    @Override
    public List<Guard> guards() {
        return List.of(new Guard.Unique<>(
                ProfileView.TYPE,
                "profile.customer",
                profile -> Set.of(profile.customer().value().toString()),
                ProfileRule.ALREADY_OPEN));
    }

    @Override
    public List<Duty<?>> duties() {
        return List.of(new Duty<>(
                "DropExpiredPreferences",
                ProfileView.TYPE,
                now -> ProfileView.NEXT_EXPIRY.atMost(now),
                view -> new DropExpired(view.id())));
    }
}
