package io.guanxi.rest;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.duplicate.Candidate;
import io.guanxi.domain.kernel.CrmException;
import java.util.List;

/** That a customer was refused for being like others, with whom it is like. Ends in a {@link Problem}. */
final class LikeOthers extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final CrmException.Refused refusal;
    private final transient ImmutableList<Likeness> candidates;

    LikeOthers(CrmException.Refused refusal, List<Candidate> candidates) {
        super(refusal.getMessage(), null, false, false);
        this.refusal = refusal;
        this.candidates = candidates.stream().map(Likeness::of).collect(ImmutableList.toImmutableList());
    }

    CrmException.Refused refusal() {
        return refusal;
    }

    ImmutableList<Likeness> candidates() {
        return candidates;
    }
}
