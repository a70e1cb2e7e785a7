package io.guanxi.application;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wish about the past, for imports: it is recorded now, and happened then.
 *
 * @param happenedAt the business time of what the command brings about
 * @param author the id of who did it then, as whose deed it is recorded; null for whoever gives the command. To name another is a
 *     right of its own, {@link io.guanxi.application.access.Authorizer#mayWriteForOthers}
 */
public record Dated(
        Command command, Instant happenedAt, @Nullable String author) {

    public Dated {
        author = Check.optionalText("author", author, 200);
    }

    public Dated(Command command, Instant happenedAt) {
        this(command, happenedAt, null);
    }

    /** Another command of the same time and author. */
    public Dated with(Command other) {
        return new Dated(other, happenedAt, author);
    }
}
