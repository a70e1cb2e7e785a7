package io.guanxi.domain.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderLaws;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PersonProperties {

    private static final PersonId ANN = PersonId.random();
    private static final CallContext NOW =
            new CallContext(new Actor("ann", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<PersonCommand> commands) {
        DeciderLaws.hold(Person.DECIDER, commands, NOW);
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<PersonCommand> commands) {
        DeciderLaws.repeatingChangesNothing(Person.DECIDER, commands, NOW);
    }

    @Property
    void nobodyIsTheirOwnManager(@ForAll("commands") List<PersonCommand> commands) {
        Person state = Person.DECIDER.initial();
        for (PersonCommand command : commands) {
            try {
                state = Person.DECIDER.evolve(state, Person.DECIDER.decide(state, command, NOW));
            } catch (CrmException turnedDown) {
                continue;
            }
            assertThat(state.placements().all())
                    .extracting(Placement::manager)
                    .doesNotContain(
                            state.enrolment() == null
                                    ? "nobody"
                                    : state.enrolment().userId());
        }
    }

    /** In whatever order they were said, the last word on each day counts, until the next day that has one. */
    @Property
    void placementsAnswerLikeASortedMap(
            @ForAll("placements") List<Placement> placements, @ForAll("days") LocalDate day) {
        Placements history = Placements.NONE;
        TreeMap<LocalDate, Placement> model = new TreeMap<>();
        for (Placement placement : placements) {
            history = history.with(placement);
            model.put(placement.validFrom(), placement);
        }
        assertThat(history.all()).containsExactlyElementsOf(model.values());
        assertThat(history.on(day))
                .isEqualTo(Optional.ofNullable(model.floorEntry(day)).map(Map.Entry::getValue));
    }

    @Provide
    Arbitrary<List<PersonCommand>> commands() {
        return PersonArbitraries.commands(ANN);
    }

    @Provide
    Arbitrary<List<Placement>> placements() {
        return PersonArbitraries.placement().list().ofMaxSize(10);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return PersonArbitraries.day();
    }
}
