package io.guanxi.domain.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.person.PersonCommand.Enrol;
import io.guanxi.domain.person.PersonCommand.Leave;
import io.guanxi.domain.person.PersonCommand.Place;
import io.guanxi.domain.person.PersonCommand.Rename;
import io.guanxi.domain.person.PersonCommand.Return;
import io.guanxi.domain.person.PersonEvent.Enrolled;
import io.guanxi.domain.person.PersonEvent.Left;
import io.guanxi.domain.person.PersonEvent.Placed;
import io.guanxi.domain.person.PersonEvent.Renamed;
import io.guanxi.domain.person.PersonEvent.Returned;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PersonTest {

    private static final PersonId ANN = PersonId.random();
    private static final LocalDate JAN_1 = LocalDate.of(2026, 1, 1);
    private static final LocalDate JUL_1 = LocalDate.of(2026, 7, 1);
    private static final PersonEvent ENROLLED = new Enrolled(ANN, "ann", "Ann Lee");
    private static final Placement CENTRAL = new Placement("Dustin Brinkmann", "Central", null, JAN_1);
    private static final Placement EAST = new Placement("bob", "East", "sales", JUL_1);

    private static DeciderSpec<PersonCommand, PersonEvent, Person> given(PersonEvent... events) {
        return DeciderSpec.of(Person.DECIDER).given(events);
    }

    @Test
    void enrollingMakesAPersonKnown() {
        given().when(new Enrol(ANN, "ann", " Ann Lee ")).then(ENROLLED);
    }

    @Test
    void enrollingAgainWithTheSameFactsChangesNothing() {
        given(ENROLLED).when(new Enrol(ANN, "ann", "Ann Lee")).thenNothing();
    }

    @Test
    void aLateRepetitionOfTheEnrolmentChangesNothing() {
        var renamed = given(ENROLLED, new Renamed(ANN, "Ann Li"));
        renamed.when(new Enrol(ANN, "ann", "Ann Lee")).thenNothing();
        renamed.when(new Enrol(ANN, "ann", "Ann Li")).thenRefused(PersonRule.ALREADY_ENROLLED);
    }

    @Test
    void enrollingAgainWithOtherFactsIsRefused() {
        given(ENROLLED).when(new Enrol(ANN, "anna", "Ann Lee")).thenRefused(PersonRule.ALREADY_ENROLLED);
        given(ENROLLED).when(new Enrol(ANN, "ann", "Ann Li")).thenRefused(PersonRule.ALREADY_ENROLLED);
    }

    @Test
    void nothingCanBeAskedOfAnUnknownPerson() {
        for (PersonCommand command :
                List.of(new Rename(ANN, "Ann Li"), new Place(ANN, CENTRAL), new Leave(ANN, JAN_1), new Return(ANN))) {
            given().when(command).thenNotFound();
        }
    }

    @Test
    void aPersonIsRenamed() {
        given(ENROLLED).when(new Rename(ANN, "Ann Li")).then(new Renamed(ANN, "Ann Li"));
        given(ENROLLED).when(new Rename(ANN, "Ann Lee")).thenNothing();
        given(ENROLLED, new Renamed(ANN, "Ann Li"))
                .when(new Rename(ANN, "Ann Li"))
                .thenNothing();
    }

    @Test
    void aPlacementHoldsUntilTheNext() {
        given(ENROLLED).when(new Place(ANN, CENTRAL)).then(new Placed(ANN, CENTRAL));
        Placements placements = given(ENROLLED, new Placed(ANN, EAST), new Placed(ANN, CENTRAL))
                .state()
                .placements();
        assertThat(placements.on(JAN_1.minusDays(1))).isEmpty();
        assertThat(placements.on(JAN_1)).contains(CENTRAL);
        assertThat(placements.on(JUL_1.minusDays(1))).contains(CENTRAL);
        assertThat(placements.on(JUL_1)).contains(EAST);
        assertThat(placements.on(JUL_1.plusYears(9))).contains(EAST);
    }

    @Test
    void placingAgainFromTheSameDayCorrects() {
        var corrected = new Placement("Dustin Brinkmann", "West", null, JAN_1);
        var placed = given(ENROLLED, new Placed(ANN, CENTRAL), new Placed(ANN, EAST));
        placed.when(new Place(ANN, CENTRAL)).thenNothing();
        placed.when(new Place(ANN, corrected)).then(new Placed(ANN, corrected));
        placed.given(new Placed(ANN, corrected));
        assertThat(placed.state().placements().all()).containsExactly(corrected, EAST);
    }

    @Test
    void nobodyIsTheirOwnManager() {
        given(ENROLLED)
                .when(new Place(ANN, new Placement("ann", null, null, JAN_1)))
                .thenRefused(PersonRule.OWN_MANAGER);
        given(ENROLLED)
                .when(new Place(ANN, new Placement(null, null, null, JAN_1)))
                .then(new Placed(ANN, new Placement(null, null, null, JAN_1)));
    }

    @Test
    void noPlacementBeginsAfterTheLastDay() {
        var leaving = given(ENROLLED, new Left(ANN, JUL_1.minusDays(1)));
        leaving.when(new Place(ANN, EAST)).thenRefused(PersonRule.GONE_BY_THEN);
        leaving.when(new Place(ANN, CENTRAL)).then(new Placed(ANN, CENTRAL));
        given(ENROLLED, new Left(ANN, JUL_1)).when(new Place(ANN, EAST)).then(new Placed(ANN, EAST));
        leaving.given(new Returned(ANN)).when(new Place(ANN, EAST)).then(new Placed(ANN, EAST));
    }

    @Test
    void placementsAreBounded() {
        var spec = given(ENROLLED);
        IntStream.range(0, Person.MAX_PLACEMENTS)
                .forEach(i -> spec.given(new Placed(ANN, new Placement("bob", null, null, JAN_1.plusDays(i)))));
        spec.when(new Place(ANN, new Placement("bob", null, null, JAN_1.minusDays(1))))
                .thenRefused(PersonRule.TOO_MANY_PLACEMENTS);
        spec.when(new Place(ANN, CENTRAL)).then(new Placed(ANN, CENTRAL));
    }

    @Test
    void leavingIsCorrectedAndUndone() {
        given(ENROLLED).when(new Leave(ANN, JUL_1)).then(new Left(ANN, JUL_1));
        given(ENROLLED).when(new Return(ANN)).thenNothing();
        var left = given(ENROLLED, new Left(ANN, JUL_1));
        left.when(new Leave(ANN, JUL_1)).thenNothing();
        left.when(new Leave(ANN, JAN_1)).then(new Left(ANN, JAN_1));
        left.when(new Return(ANN)).then(new Returned(ANN));
        left.given(new Returned(ANN)).when(new Return(ANN)).thenNothing();
    }

    @Test
    void whatIsWrongInItselfCannotBeSaid() {
        assertThatThrownBy(() -> new Enrol(ANN, " ", "Ann Lee")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Rename(ANN, "")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Leave(ANN, LocalDate.MAX)).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Placement(null, null, null, LocalDate.MIN))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Placements(List.of(CENTRAL, new Placement(null, null, null, JAN_1))))
                .isInstanceOf(CrmException.Invalid.class);
    }
}
