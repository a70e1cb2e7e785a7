package io.guanxi.application;

import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who, when and why of one stored event.
 *
 * @param tenant whose event it is
 * @param sequence its number within its aggregate, from 1
 * @param happenedAt when it happened in the business
 * @param recordedAt when it was written down
 * @param actor the id of who asked for it
 * @param commandId the command that decided it; several events of one command share it
 * @param command what was asked for, such as {@code customer.tag}
 * @param rules the version of the feature's rules that decided it, see {@link Feature#rules()}
 * @param correlation the first command of the chain that led here
 * @param cause the event that a reaction answered, by its {@link Recorded#reference()}; null if somebody asked for it
 */
public record Meta(
        TenantId tenant,
        long sequence,
        Instant happenedAt,
        Instant recordedAt,
        String actor,
        UUID commandId,
        String command,
        int rules,
        UUID correlation,
        @Nullable String cause) {}
