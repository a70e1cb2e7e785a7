package io.guanxi.domain.person;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.time.LocalDate;

/** Everything one can ask of the entry of a person in the directory. */
public sealed interface PersonCommand extends Command {

    PersonId personId();

    @Override
    default PersonId aggregateId() {
        return personId();
    }

    /**
     * Makes the person known; repeated with the same facts it changes nothing.
     *
     * @param userId the host's name for the user, the same as in {@link io.guanxi.domain.kernel.Actor#id}
     */
    record Enrol(PersonId personId, String userId, String name) implements PersonCommand {

        public Enrol {
            userId = Check.text("userId", userId, 200);
            name = Check.text("name", name, 200);
        }
    }

    record Rename(PersonId personId, String name) implements PersonCommand {

        public Rename {
            name = Check.text("name", name, 200);
        }
    }

    /** Says where the person belongs from a day on; for a day that has a placement already, corrects it. */
    record Place(PersonId personId, Placement placement) implements PersonCommand {}

    /** The person leaves, or has left, after the given day; asked again with another day, corrects it. */
    record Leave(PersonId personId, LocalDate lastDay) implements PersonCommand {

        public Leave {
            Check.date("lastDay", lastDay);
        }
    }

    /** The person is back, or stays after all. */
    record Return(PersonId personId) implements PersonCommand {}
}
