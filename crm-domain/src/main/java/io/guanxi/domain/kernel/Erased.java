package io.guanxi.domain.kernel;

import java.util.UUID;

/**
 * Whatever the library knew of a person through this aggregate has been made unreadable for good: GDPR art. 17, PIPL art. 47. It
 * is the last event of an aggregate of any feature; what happened before is still counted, but tells of nobody. Whoever has
 * copies of personal data, the host's own tables included, follows this event and destroys them too.
 *
 * @param aggregateId whose id, without its type
 * @param feature the name of the feature that the aggregate belongs to
 * @param reason why, such as the number of the person's request; kept for ever, so it must not name the person
 */
public record Erased(Subject aggregateId, String feature, String reason) implements EventOfAnyFeature {

    /** Stands where a text was erased. */
    public static final String TEXT = "[erased]";

    public Erased {
        feature = Check.text("feature", feature, 40);
        reason = Check.text("reason", reason, 200);
    }

    /** The identity of an aggregate of any feature. */
    public record Subject(UUID value) implements AggregateId {}
}
