package io.guanxi.application.internal.engine;

import io.guanxi.application.Recorded;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.List;

/**
 * What one row of the log is read as, where that is not one event: several, or none. So a row is one message to Axon and keeps its
 * one place, whatever it is read as.
 */
record Facts(UnknownEvent.UnknownId aggregateId, List<Recorded<DomainEvent>> events) implements DomainEvent {}
