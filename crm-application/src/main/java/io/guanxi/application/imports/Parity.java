package io.guanxi.application.imports;

import io.guanxi.application.columns.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * How far the rows of another system are what is here: see {@link Import#compare}. A row that is there twice counts once.
 *
 * @param rows how many are there
 * @param equal of those, how many an import would leave unchanged
 * @param differing how many it would change, or could not read
 * @param missingHere how many it would create
 * @param missingThere how many records here are linked with that system, which has no row of them
 */
public record Parity(
        String source, RecordKind kind, long rows, long equal, long differing, long missingHere, long missingThere) {

    /** What is said of a difference. */
    public enum Sort {
        DIFFERING,
        MISSING_HERE,
        MISSING_THERE,
        /** The row says what cannot be. */
        UNREADABLE
    }

    /**
     * One place in which the two differ.
     *
     * @param id as the other system calls the record
     * @param column in which they differ; null if it is the record as a whole
     * @param theirs what stands there; of a row that cannot be read, why
     * @param ours what an export would write; null if nothing
     */
    public record Difference(
            Sort sort,
            RecordKind kind,
            String id,
            @Nullable String column,
            @Nullable String theirs,
            @Nullable String ours) {}

    /** Whether nothing differs. */
    public boolean holds() {
        return differences() == 0;
    }

    /** In how many records they differ. */
    public long differences() {
        return differing + missingHere + missingThere;
    }
}
