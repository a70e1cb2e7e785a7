package io.guanxi.domain.finding;

import static io.guanxi.domain.finding.FindingKind.INCOMPLETE;
import static io.guanxi.domain.finding.FindingKind.INVALID;
import static io.guanxi.domain.finding.FindingKind.STALE;
import static io.guanxi.domain.finding.FindingKind.SUSPECTED_DUPLICATE;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/** How a finding is closed. */
public enum Decision {
    /** The two are one customer now. */
    MERGED(false, SUSPECTED_DUPLICATE),
    /** The two are two; asked again only when they have changed. */
    NOT_A_DUPLICATE(true, SUSPECTED_DUPLICATE),
    /** The values were put right or filled in; found once more, it is opened again. */
    CORRECTED(false, INVALID, STALE, INCOMPLETE),
    /** The values were asked for, and are still right. */
    CONFIRMED(false, STALE),
    /** It stays as it is; asked again only when something else is found. */
    ACCEPTED(true, INVALID, STALE, INCOMPLETE),
    /** What was found is not there any more: decided by the rule that had found it. */
    NO_LONGER_FOUND(false, FindingKind.values());

    private final boolean lasting;
    private final Set<FindingKind> kinds;

    Decision(boolean lasting, FindingKind... kinds) {
        this.lasting = lasting;
        this.kinds = ImmutableSet.copyOf(kinds);
    }

    /** Whether the same, found once more, stays closed. */
    public boolean isLasting() {
        return lasting;
    }

    /** Whether a finding of such a kind can be closed by it. */
    public boolean fits(FindingKind kind) {
        return kinds.contains(kind);
    }
}
