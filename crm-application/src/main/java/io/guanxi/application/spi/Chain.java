package io.guanxi.application.spi;

import java.util.List;
import java.util.Optional;

/** The chain over the log: appended to, never changed. A storage keeps links and knows nothing of what they say. */
public interface Chain {

    /** The one with the highest number, as the current transaction sees it. */
    Optional<Link> last();

    /** Those behind a number, in their order. */
    List<Link> after(long number, int limit);

    /** As {@link #after}, only those that amend. */
    List<Link> amendments(long after, int limit);

    /**
     * Waits until all that can be seen is kept, whatever happens to the process: for storages that show what is committed a moment before
     * it is written. A link must not outlive an event that it tells of.
     */
    default void settle() {
        // elsewhere, what can be seen is kept
    }

    /**
     * Adds one within the current transaction.
     *
     * @throws ConflictException if there is one of that number, or another transaction is adding one right now and won
     */
    void append(Link link);

    /**
     * @param number from 1, without gaps
     * @param amends whether it says that the log was changed
     * @param content what it says, to be kept to the letter
     * @param signature over the head that it makes, at most 1,000 characters
     */
    record Link(long number, boolean amends, String content, String signature) {}
}
