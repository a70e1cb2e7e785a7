package io.guanxi.domain.ticket;

import io.guanxi.domain.customer.CustomerId;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a promise of service may depend on.
 *
 * @param channel the host's name for the way the ticket came in
 * @param category the host's name for the subject matter; absent until the ticket is triaged
 */
@RecordBuilder
public record TicketFacts(
        TicketKind kind,
        TicketPriority priority,
        String channel,
        @Nullable String category,
        @Nullable CustomerId customerId)
        implements TicketFactsBuilder.With {}
