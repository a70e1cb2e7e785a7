package io.guanxi.domain.profile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileTest {

    private static final CustomerId LI_LEI = CustomerId.random();
    private static final ProfileId ID = ProfileId.of(LI_LEI);
    private static final Instant TOMORROW = DeciderSpec.NOON.plus(Duration.ofDays(1));
    private static final Preference BLUE = Preference.said("Colour", "blue", "in the shop");
    private static final Preference MORNING = new Preference("time", "morning", "orders", 60, TOMORROW);
    private static final ProfileEvent OPENED = new Opened(ID, LI_LEI);

    private static DeciderSpec<ProfileCommand, ProfileEvent, Profile> given(ProfileEvent... events) {
        return DeciderSpec.of(Profile.DECIDER).given(events);
    }

    @Test
    void aPersonHasOneProfile() {
        given().when(new Open(ID, LI_LEI)).then(OPENED);
        given(OPENED).when(new Open(ID, LI_LEI)).thenNothing();
        given(OPENED).when(new Open(ID, CustomerId.random())).thenRefused(ProfileRule.OF_ANOTHER_PERSON);
    }

    @Test
    void preferencesAreNotedDroppedAndCleared() {
        given(OPENED).when(new Note(ID, BLUE)).then(new Noted(ID, BLUE));
        var noted = given(OPENED, new Noted(ID, BLUE));
        noted.when(new Note(ID, BLUE)).thenNothing();
        Preference red = Preference.said("colour", "red", "in the shop");
        noted.when(new Note(ID, red)).then(new Noted(ID, red));
        noted.when(new Drop(ID, "COLOUR")).then(new Dropped(ID, "colour"));
        noted.when(new Drop(ID, "time")).thenNothing();
        noted.when(new Clear(ID)).then(new Cleared(ID));
        given(OPENED, new Noted(ID, BLUE), new Cleared(ID)).when(new Clear(ID)).thenNothing();
    }

    @Test
    void whatHasExpiredGoes() {
        given(OPENED).at(TOMORROW).when(new Note(ID, MORNING)).thenRefused(ProfileRule.EXPIRES_AT_ONCE);
        var noted = given(OPENED, new Noted(ID, BLUE), new Noted(ID, MORNING));
        noted.when(new DropExpired(ID)).thenNothing();
        noted.at(TOMORROW).when(new DropExpired(ID)).then(new Expired(ID, Set.of("time")));
    }

    @Test
    void aProfileIsBounded() {
        ProfileEvent[] full = IntStream.range(0, Profile.MAX_PREFERENCES)
                .mapToObj(i -> new Noted(ID, Preference.said("topic " + i, "yes", "import")))
                .toArray(ProfileEvent[]::new);
        var spec = DeciderSpec.of(Profile.DECIDER).given(OPENED).given(full);
        spec.when(new Note(ID, BLUE)).thenRefused(ProfileRule.TOO_MANY_PREFERENCES);
        spec.when(new Note(ID, Preference.said("topic 0", "no", "import")))
                .then(new Noted(ID, Preference.said("topic 0", "no", "import")));
    }

    @Test
    void nothingCanBeAskedOfAnUnknownProfile() {
        for (ProfileCommand command :
                List.of(new Note(ID, BLUE), new Drop(ID, "time"), new Clear(ID), new DropExpired(ID))) {
            given().when(command).thenNotFound();
        }
    }

    @Test
    void whatIsWrongInItselfCannotBeSaid() {
        assertThatThrownBy(() -> new Preference("colour", "blue", "x", 0, null))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Preference("colour", "blue", "x", 101, null))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Preference(" ", "blue", "x", 1, null)).isInstanceOf(CrmException.Invalid.class);
    }
}
