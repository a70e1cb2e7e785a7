package io.guanxi.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.UUID;

/**
 * What came of undoing a batch.
 *
 * @param batch the batch that the compensating commands belong to
 * @param steps one for each aggregate of the batch that was undone
 */
public record Undone(UUID batch, List<Step> steps) {

    public Undone {
        steps = ImmutableList.copyOf(steps);
    }

    /** A batch for taking that one back, of which {@link #takesBack} is true. */
    public static UUID batchFor(UUID wanted) {
        return new UUID(mark(wanted), UUID.randomUUID().getLeastSignificantBits());
    }

    /** Whether one batch takes the other back. */
    public static boolean takesBack(UUID batch, UUID other) {
        return batch.getMostSignificantBits() == mark(other);
    }

    private static long mark(UUID batch) {
        return UUID.nameUUIDFromBytes(("io.guanxi: undo of " + batch).getBytes(UTF_8))
                .getMostSignificantBits();
    }

    /** Whether everything was taken back. */
    public boolean complete() {
        return steps.stream().allMatch(each -> each.result() == Result.UNDONE);
    }

    /**
     * @param aggregate its id
     * @param detail the event that nothing takes back, or the code of what refused; empty if it was undone
     */
    public record Step(UUID aggregate, Result result, String detail) {}

    public enum Result {
        UNDONE,
        /** Somebody else has changed the aggregate since. */
        CHANGED_SINCE,
        /** The feature has no compensation for one of the events. */
        IMPOSSIBLE,
        /** The rules, or the actor's rights, do not allow it. */
        REFUSED
    }
}
