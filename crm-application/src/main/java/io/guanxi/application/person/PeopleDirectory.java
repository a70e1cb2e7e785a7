package io.guanxi.application.person;

import io.guanxi.application.Reader;
import io.guanxi.domain.person.Placement;
import io.guanxi.domain.person.Placements;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Who works with the CRM, and where each of them belonged when. A host with a directory of its own implements it; {@link #of}
 * asks the people of the CRM, those who have left included.
 */
public interface PeopleDirectory {

    /** The person who is that user. */
    Optional<Entry> find(String userId);

    /** Everybody, in no particular order. */
    List<Entry> all();

    /** Where the user belonged on that day; empty for an unknown one, and before the first placement. */
    default Optional<Placement> placement(String userId, LocalDate day) {
        return find(userId).flatMap(each -> each.placements().on(day));
    }

    /** The people that this reader may see. */
    static PeopleDirectory of(Reader reader) {
        return new DirectoryOfViews(reader);
    }

    /**
     * One person.
     *
     * @param userId the host's name for the user
     * @param name as people read it
     */
    record Entry(String userId, String name, Placements placements) {}
}
