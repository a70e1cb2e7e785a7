package io.guanxi.application.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may be contacted, and why.
 *
 * @param since when what counts was said; null where nothing was said
 * @param until when it expires or has expired; null if it does not
 */
public record Permission(
        boolean allowed,
        Reason reason,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** Why, or why not. */
    public enum Reason {
        /** Yes: the person has agreed. */
        GIVEN,
        /** Yes: the host's policy lets one contact people for this purpose until they object, and nobody has. */
        UNTIL_OBJECTION,
        /** No: the person has withdrawn, or objected. */
        WITHDRAWN,
        /** No: the person had agreed until an earlier time. */
        EXPIRED,
        /** No: nothing was said by then. */
        NEVER_ASKED,
        /** No: the person's data may be stored, and not used. */
        RESTRICTED,
        /** No: the person's data is erased, or the customer is archived. */
        GONE
    }
}
