package io.guanxi.application;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Crm#verifyLog} has found to be in order.
 *
 * @param events how many events were compared with what the chain says of them
 * @param head where the chain ends; empty if it has not begun
 * @param behind how many places of the log the chain has not come to yet, unused ones included: of these nothing is proven
 * @param amendments where the chain itself says that the log was changed, and why, in their order: for somebody to read
 */
public record LogProof(long events, Optional<LogHead> head, long behind, List<Amendment> amendments) {

    public LogProof {
        amendments = ImmutableList.copyOf(amendments);
    }

    /**
     * A change of the log that was entered into the chain by whoever has the key: an erasure of what was stored before personal
     * fields were sealed, the removal of a tenant, a restored log, or what {@link Crm#amendLog} was told.
     *
     * @param link the number of the link that says so
     */
    public record Amendment(long link, Instant at, String reason) {}
}
