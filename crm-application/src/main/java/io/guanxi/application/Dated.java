package io.guanxi.application;

import io.guanxi.domain.kernel.Command;
import java.time.Instant;

/**
 * A wish about the past, for imports: it is recorded now, and happened then.
 *
 * @param happenedAt the business time of what the command brings about
 */
public record Dated(Command command, Instant happenedAt) {}
