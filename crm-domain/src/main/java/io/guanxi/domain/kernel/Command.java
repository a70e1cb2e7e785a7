package io.guanxi.domain.kernel;

/** A wish about one aggregate. It may be refused; an event may not. */
public interface Command {

    /** The one aggregate that this command is about. */
    AggregateId aggregateId();
}
