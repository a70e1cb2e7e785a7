package io.guanxi.rest.profile;

import io.guanxi.application.profile.ProfileView;
import io.guanxi.domain.profile.ProfileCommand;
import io.guanxi.domain.profile.ProfileCommand.Clear;
import io.guanxi.domain.profile.ProfileCommand.Drop;
import io.guanxi.domain.profile.ProfileCommand.DropExpired;
import io.guanxi.domain.profile.ProfileCommand.Note;
import io.guanxi.domain.profile.ProfileCommand.Open;
import io.guanxi.domain.profile.ProfileId;
import io.guanxi.domain.profile.ProfileRule;
import io.guanxi.rest.Routes;

/** Preferences (偏好) over HTTP: {@code GET /profiles?filter=customer==…}. */
public final class ProfileResource {

    private static final ProfileMapper MAPPER = new GeneratedProfileMapper();

    public static final Routes<ProfileId, ProfileView> ROUTES = Routes.of(
                    "profiles", ProfileCommand.class, ProfileView.TYPE, ProfileId::new)
            .put(Open.class, ProfileRequests.Open.class, MAPPER::open)
            .post(Note.class, ProfileRequests.Note.class, MAPPER::note)
            .post(Drop.class, ProfileRequests.Drop.class, MAPPER::drop)
            .post(Clear.class, Clear::new)
            .internal(DropExpired.class)
            .refuses(ProfileRule.values())
            .build();

    private ProfileResource() {}
}
