package io.guanxi.domain.kernel;

/**
 * An event of one aggregate whose personal data are another's: they are sealed with that one's key, and are gone when that one is
 * erased.
 */
public interface ToldOfAnother extends DomainEvent {

    /** The name of the component that says whose they are. */
    String COMPONENT = "other";

    /** Whose data they are; the event's component {@link #COMPONENT}. */
    AggregateId other();
}
