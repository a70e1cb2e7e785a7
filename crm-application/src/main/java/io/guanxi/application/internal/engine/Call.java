package io.guanxi.application.internal.engine;

import io.guanxi.application.Dated;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, when, in which tenant and why: what every event of a command is recorded with.
 *
 * @param once whether the command id is its caller's, so that what was sent under it before is not done again
 * @param batch the batch that the commands belong to; null for none
 * @param scoped whether the actor's rights are asked; reactions and duties have been authorised by whoever installed them
 * @param expectedVersion how many events the aggregate must have; null if any number will do
 */
record Call(
        TenantId tenant,
        Actor actor,
        Instant now,
        ZoneId zone,
        UUID commandId,
        boolean once,
        UUID correlation,
        @Nullable String cause,
        @Nullable UUID batch,
        boolean scoped,
        @Nullable Long expectedVersion) {

    /** Which aggregate a command is about. */
    Aggregate.Key key(Command command) {
        return new Aggregate.Key(tenant, command.aggregateId().value());
    }

    CallContext of(Dated dated) {
        Actor by = dated.author() == null ? actor : new Actor(dated.author(), Set.of());
        return new CallContext(by, dated.happenedAt(), now, zone, batch);
    }

    /** The same, whatever the version of the aggregate. */
    Call withoutExpectation() {
        return new Call(tenant, actor, now, zone, commandId, once, correlation, cause, batch, scoped, null);
    }
}
