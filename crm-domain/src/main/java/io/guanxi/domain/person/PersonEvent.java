package io.guanxi.domain.person;

import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.time.LocalDate;

/** Everything that can have happened to the entry of a person in the directory. */
public sealed interface PersonEvent extends DomainEvent {

    PersonId personId();

    @Override
    default PersonId aggregateId() {
        return personId();
    }

    /** From now on the user id has a name: the one place where a pseudonym of the host is resolved, so both are marked. */
    record Enrolled(
            PersonId personId,
            @Personal String userId,
            @Personal(Personal.Kind.NAME) String name) implements PersonEvent {}

    record Renamed(
            PersonId personId, @Personal(Personal.Kind.NAME) String name) implements PersonEvent {}

    /** Takes the place of an earlier placement from the same day on, if there is one. */
    record Placed(PersonId personId, @Personal Placement placement) implements PersonEvent {}

    record Left(PersonId personId, LocalDate lastDay) implements PersonEvent {}

    record Returned(PersonId personId) implements PersonEvent {}
}
