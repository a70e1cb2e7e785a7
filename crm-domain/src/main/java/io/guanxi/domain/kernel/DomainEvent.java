package io.guanxi.domain.kernel;

/** A fact about one aggregate. It is stored for ever, so its components are only ever added to, never changed in meaning. */
public interface DomainEvent {

    /** The one aggregate that this event is about. */
    AggregateId aggregateId();
}
