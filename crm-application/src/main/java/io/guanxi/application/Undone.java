package io.guanxi.application;

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
