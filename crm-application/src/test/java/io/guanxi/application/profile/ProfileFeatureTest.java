package io.guanxi.application.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Recorded;
import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.profile.Preference;
import io.guanxi.domain.profile.Profile;
import io.guanxi.domain.profile.ProfileArbitraries;
import io.guanxi.domain.profile.ProfileCommand;
import io.guanxi.domain.profile.ProfileCommand.Clear;
import io.guanxi.domain.profile.ProfileCommand.Note;
import io.guanxi.domain.profile.ProfileCommand.Open;
import io.guanxi.domain.profile.ProfileId;
import io.guanxi.domain.profile.ProfileRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;

class ProfileFeatureTest {

    private static final CustomerId LI_LEI = CustomerId.random();
    private static final ProfileId ID = ProfileId.of(LI_LEI);

    private final AtomicReference<Instant> now = new AtomicReference<>(Trials.NOON);
    private final Crm crm = Trials.builder(now::get).build();
    private final CrmSession ann = crm.as(Trials.ANN);

    @AfterTry
    void close() {
        crm.close();
    }

    @Property(tries = 200)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<ProfileCommand> commands) {
        ViewLaws.hold(
                new ProfileFeature(),
                Profile.DECIDER,
                ProfileView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> assertThat(view.preferences())
                        .isEqualTo(List.copyOf(state.preferences().values())));
    }

    @Example
    void peopleAreFoundByWhatTheyPreferUntilItExpires() {
        ann.execute(CustomerCommand.Register.person(LI_LEI, "李雷"));
        ann.execute(new Open(ID, LI_LEI));
        ann.execute(new Note(ID, Preference.said("colour", "blue", "in the shop")));
        ann.execute(
                new Note(ID, new Preference("time", "morning", "orders", 60, Trials.NOON.plus(Duration.ofDays(1)))));

        assertThat(prefers("colour=blue")).isOne();
        assertThat(prefers("colour=red")).isZero();
        assertThat(prefers("time=morning")).isOne();
        assertThat(crm.runDue()).isZero();
        now.set(Trials.NOON.plus(Duration.ofDays(1)));
        assertThat(crm.runDue()).isOne();
        assertThat(prefers("time=morning")).isZero();
        assertThat(prefers("colour=blue")).isOne();
        assertThat(ann.history(ID)).extracting(Recorded::name).endsWith("profile.expired");

        ann.execute(new Clear(ID));
        assertThat(ann.views(ProfileView.TYPE)
                        .find(
                                ProfileView.CUSTOMER.is(LI_LEI),
                                PageRequest.first(2).byId())
                        .views())
                .extracting(ProfileView::preferences)
                .containsExactly(List.of());
    }

    private long prefers(String preference) {
        return ann.views(CustomerView.TYPE)
                .count(CustomerView.TYPE.having(
                        ProfileView.TYPE, ProfileView.CUSTOMER, ProfileView.PREFERENCES.has(preference)));
    }

    @Example
    void aPersonHasOneProfile() {
        ann.execute(new Open(ID, LI_LEI));
        CrmException.Refused refused = catchThrowableOfType(
                CrmException.Refused.class, () -> ann.execute(new Open(ProfileId.random(), LI_LEI)));
        assertThat(refused.rule()).isEqualTo(ProfileRule.ALREADY_OPEN);
    }

    @Provide
    Arbitrary<List<ProfileCommand>> commands() {
        return ProfileArbitraries.commands(ID);
    }
}
