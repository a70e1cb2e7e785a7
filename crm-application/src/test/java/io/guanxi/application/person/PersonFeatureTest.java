package io.guanxi.application.person;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.person.Person;
import io.guanxi.domain.person.PersonArbitraries;
import io.guanxi.domain.person.PersonCommand;
import io.guanxi.domain.person.PersonId;
import io.guanxi.domain.person.Placement;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;

class PersonFeatureTest {

    private static final PersonId MOSES = PersonId.random();
    private static final LocalDate MAY = LocalDate.of(2017, 5, 1);

    private final Crm crm = Trials.builder().build();
    private final CrmSession ann = crm.as(Trials.ANN);
    private final PeopleDirectory directory = PeopleDirectory.of(ann);

    @AfterTry
    void close() {
        crm.close();
    }

    @Property(tries = 200)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<PersonCommand> commands) {
        ViewLaws.hold(
                new PersonFeature(),
                Person.DECIDER,
                PersonView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> {
                    assertThat(view.userId())
                            .isEqualTo(requireNonNull(state.enrolment()).userId());
                    assertThat(view.name()).isEqualTo(state.name());
                    assertThat(view.placements()).isEqualTo(state.placements().all());
                    assertThat(view.lastDay()).isEqualTo(state.lastDay());
                });
    }

    @Example
    void aUserIsOnePerson() {
        enrol(MOSES, "moses");
        assertThatThrownBy(() -> enrol(PersonId.random(), "moses"))
                .isInstanceOf(CrmException.Refused.class)
                .hasMessage("Another person is the user moses");
    }

    @Example
    void theDirectoryKnowsWhoBelongedWhereWhen() {
        enrol(MOSES, "moses");
        ann.execute(new PersonCommand.Place(MOSES, new Placement("dustin", "Central", null, MAY)));
        ann.execute(new PersonCommand.Place(MOSES, new Placement("celia", "West", null, MAY.plusMonths(1))));
        assertThat(directory.placement("moses", MAY.minusDays(1))).isEmpty();
        assertThat(directory.placement("moses", MAY.plusDays(30)).map(Placement::manager))
                .contains("dustin");
        assertThat(directory.placement("moses", MAY.plusMonths(1)).map(Placement::manager))
                .contains("celia");
        assertThat(directory.placement("nobody", MAY)).isEmpty();
        assertThat(ann.views(PersonView.TYPE).count(PersonView.MANAGER.is("celia")))
                .isEqualTo(1);
    }

    @Example
    void allMeansMoreThanOnePage() {
        for (int i = 0; i < 1_001; i++) {
            enrol(PersonId.random(), "u" + i);
        }
        assertThat(directory.all())
                .extracting(PeopleDirectory.Entry::userId)
                .doesNotHaveDuplicates()
                .hasSize(1_001);
    }

    @Example
    void whoHasLeftIsNotActiveButStillKnown() {
        enrol(MOSES, "moses");
        ann.execute(new PersonCommand.Leave(MOSES, MAY));
        assertThat(ann.views(PersonView.TYPE).count(PersonView.ACTIVE)).isZero();
        assertThat(directory.find("moses")).isPresent();
    }

    private void enrol(PersonId id, String user) {
        ann.execute(new PersonCommand.Enrol(id, user, "Moses Frase"));
    }

    @Provide
    Arbitrary<List<PersonCommand>> commands() {
        return PersonArbitraries.commands(MOSES);
    }
}
