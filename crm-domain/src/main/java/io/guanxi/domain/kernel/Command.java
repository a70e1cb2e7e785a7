package io.guanxi.domain.kernel;

import java.util.Set;

/** A wish about one aggregate. It may be refused; an event may not. */
public interface Command {

    /** The one aggregate that this command is about. */
    AggregateId aggregateId();

    /** Every kind of command behind a sealed interface, through any depth of sealing; of a record, itself. */
    static Set<Class<?>> kinds(Class<? extends Command> type) {
        return Cases.leaves(type);
    }
}
