package io.guanxi.application.internal.engine;

import io.guanxi.domain.kernel.DomainEvent;
import java.util.List;

/**
 * What came of a command.
 *
 * @param on the aggregate that was decided about; as the events have left it, once they are recorded
 */
record Decision(Aggregate on, List<DomainEvent> events) {}
