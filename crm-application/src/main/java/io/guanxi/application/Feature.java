package io.guanxi.application;

import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A part of the CRM under one name: one decider and what hangs off it. Anything may be left out; a feature of reactions alone
 * has no decider.
 */
public interface Feature {

    /** Lower-case; the first part of its events' stored names. */
    String name();

    /** The rules. */
    default Optional<Decider<?, ?, ?>> decider() {
        return Optional.empty();
    }

    /**
     * The version of the rules, recorded with each event that they have decided. Raised when the decider, or the policy that it is
     * given, comes to other answers than before: then {@code explain} tells which rules an old event was decided by.
     */
    default int rules() {
        return 1;
    }

    /**
     * The revision of the decider's state, which must be readable from its JSON if there are to be snapshots. Raised when the state
     * has another shape, or is folded otherwise: older snapshots are not used any more then.
     */
    default int stateRevision() {
        return 1;
    }

    /** How events are read that were stored in an older shape, or under a name that is no more: each of its older revisions. */
    default List<Upcaster<?>> upcasters() {
        return List.of();
    }

    /** What is seen of the feature's aggregates; the first one decides, with the actor's scope, who may change them. */
    default List<ViewType<?>> views() {
        return List.of();
    }

    /**
     * What of this feature stands on the timelines of customers. Entries are made with their events; whoever changes the table has
     * older ones made anew by {@code crm.rebuild(TimelineEntry.TYPE)}.
     */
    default Optional<Timeline<?>> timeline() {
        return Optional.empty();
    }

    /** The types of views, its own or others', that it looks up, and that are looked up therefore: see {@link CrmBuilder#lookup}. */
    default Set<ViewType<?>> lookedUp() {
        return Set.of();
    }

    /** Checks that need more than one aggregate knows; those before commands may be about commands of other features too. */
    default List<Guard> guards() {
        return List.of();
    }

    /** What its commands entail for further aggregates, in one transaction. */
    default List<Sequel<?>> sequels() {
        return List.of();
    }

    /** What follows from events, in this feature or another. */
    default List<Reaction<?>> reactions() {
        return List.of();
    }

    /** How facts are taken back, for {@link CrmSession#undo}; an event without one cannot be. */
    default List<Compensation<?, ?>> compensations() {
        return List.of();
    }

    /** What falls due with time. */
    default List<Duty<?>> duties() {
        return List.of();
    }
}
