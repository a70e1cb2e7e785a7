package io.guanxi.application.internal.engine;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.UpgradeRule;
import java.util.UUID;

/**
 * An event that no feature of this build can read: shown in histories as it is stored, preserved in the log, decided upon by
 * nobody.
 *
 * @param row as it stands in the log
 * @param payload that of the row, with nothing sealed any more
 */
public record UnknownEvent(UnknownId aggregateId, StoredEvent row, String payload) implements DomainEvent {

    /** The identity of an aggregate of which nothing else is known here. */
    public record UnknownId(UUID value) implements AggregateId {}

    UnknownEvent(StoredEvent row, String payload) {
        this(new UnknownId(row.aggregate()), row, payload);
    }

    /** Whoever can read it would write it so. */
    @Override
    @JsonValue
    @JsonRawValue
    public String payload() {
        return payload;
    }

    /** What those are told who would have to read it. */
    CrmException.Refused refused() {
        return refused(row);
    }

    static CrmException.Refused refused(StoredEvent row) {
        return UpgradeRule.NOT_READABLE.refused(row.name(), row.revision());
    }
}
