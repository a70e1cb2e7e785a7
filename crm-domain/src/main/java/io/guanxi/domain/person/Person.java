package io.guanxi.domain.person;

import static io.guanxi.domain.person.PersonRule.ALREADY_ENROLLED;
import static io.guanxi.domain.person.PersonRule.GONE_BY_THEN;
import static io.guanxi.domain.person.PersonRule.OWN_MANAGER;
import static io.guanxi.domain.person.PersonRule.TOO_MANY_PLACEMENTS;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
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
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of a person in the directory, and the rules.
 *
 * @param enrolment what was said first, so that a late repetition is known as one; null as long as the person is unknown
 * @param lastDay null unless the person leaves or has left
 */
@RecordBuilder
public record Person(
        @Nullable Enrolled enrolment,
        @Nullable String name,
        Placements placements,
        @Nullable LocalDate lastDay) implements PersonBuilder.With {

    public static final int MAX_PLACEMENTS = 500;

    public static final Decider<PersonCommand, PersonEvent, Person> DECIDER = Decider.of(
                    PersonCommand.class, PersonEvent.class, new Person(null, null, Placements.NONE, null))
            .decide(Enrol.class, Person::enrol)
            .decide(Rename.class, Person::rename)
            .decide(Place.class, Person::place)
            .decide(Leave.class, Person::leave)
            .decide(Return.class, Person::comeBack)
            .evolve(Enrolled.class, (state, event) -> state.withEnrolment(event).withName(event.name()))
            .evolve(Renamed.class, (state, event) -> state.withName(event.name()))
            .evolve(Placed.class, (state, event) -> state.withPlacements(state.placements.with(event.placement())))
            .evolve(Left.class, (state, event) -> state.withLastDay(event.lastDay()))
            .evolve(Returned.class, (state, event) -> state.withLastDay(null))
            .build();

    private List<PersonEvent> enrol(Enrol command) {
        Enrolled enrolled = new Enrolled(command.personId(), command.userId(), command.name());
        if (enrolment == null) {
            return List.of(enrolled);
        }
        if (!enrolled.equals(enrolment)) {
            throw ALREADY_ENROLLED.refused();
        }
        return List.of();
    }

    private List<PersonEvent> rename(Rename command) {
        requireKnown(command.personId());
        return command.name().equals(name) ? List.of() : List.of(new Renamed(command.personId(), command.name()));
    }

    private List<PersonEvent> place(Place command) {
        Enrolled person = requireKnown(command.personId());
        Placement placement = command.placement();
        if (placements.has(placement)) {
            return List.of();
        }
        if (person.userId().equals(placement.manager())) {
            throw OWN_MANAGER.refused();
        }
        if (lastDay != null && placement.validFrom().isAfter(lastDay)) {
            throw GONE_BY_THEN.refused(lastDay);
        }
        if (placements.with(placement).all().size() > MAX_PLACEMENTS) {
            throw TOO_MANY_PLACEMENTS.refused(MAX_PLACEMENTS);
        }
        return List.of(new Placed(command.personId(), placement));
    }

    private List<PersonEvent> leave(Leave command) {
        requireKnown(command.personId());
        return command.lastDay().equals(lastDay) ? List.of() : List.of(new Left(command.personId(), command.lastDay()));
    }

    private List<PersonEvent> comeBack(Return command) {
        requireKnown(command.personId());
        return lastDay == null ? List.of() : List.of(new Returned(command.personId()));
    }

    private Enrolled requireKnown(PersonId id) {
        if (enrolment == null) {
            throw new CrmException.NotFound(id);
        }
        return enrolment;
    }
}
