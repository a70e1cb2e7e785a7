package io.guanxi.application.process;

import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.finding.FindingView;
import io.guanxi.domain.customer.CustomerEvent.MergedInto;
import io.guanxi.domain.finding.Decision;
import io.guanxi.domain.finding.FindingCommand.Decide;
import io.guanxi.domain.finding.FindingId;
import io.guanxi.domain.kernel.Command;
import java.util.List;

/** Whoever merges two customers has decided what a steward was to decide about them. */
final class WhenCustomersAreMergedThenTheSuspicionIsSettled {

    static final Reaction<MergedInto> REACTION = Reaction.afterCommit(
            "WhenCustomersAreMergedThenTheSuspicionIsSettled",
            MergedInto.class,
            WhenCustomersAreMergedThenTheSuspicionIsSettled::then);

    private WhenCustomersAreMergedThenTheSuspicionIsSettled() {}

    private static List<Command> then(Recorded<MergedInto> merged, Reader reader) {
        FindingId suspicion =
                FindingId.ofPair(merged.event().customerId(), merged.event().into());
        boolean open = reader.has(FindingView.TYPE)
                && reader.views(FindingView.TYPE)
                        .byId(suspicion)
                        .filter(view -> view.status() == FindingView.Status.OPEN)
                        .isPresent();
        return open
                ? List.of(new Decide(
                        suspicion, Decision.MERGED, "merged by " + merged.meta().actor()))
                : List.of();
    }
}
