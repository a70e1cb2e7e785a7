package io.guanxi.domain.kernel;

import java.util.function.Predicate;

/** An event of a feature that tells values of custom fields, which not everybody may read. */
public interface TellsFields extends DomainEvent {

    /** The event, telling of these custom fields only; itself if it tells of none. */
    DomainEvent only(Predicate<String> fields);
}
