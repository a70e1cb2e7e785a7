package io.guanxi.application.process;

import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.customer.CustomerCommand.AbsorbNews;
import io.guanxi.domain.customer.CustomerEvent.PassedOn;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import java.util.List;

/** What is told of a customer that was merged shows with the one that it was merged into, a moment later. */
final class WhenMergedCustomerChangesThenSurvivorKnows {

    static final Reaction<PassedOn> REACTION = Reaction.afterCommit(
            "WhenMergedCustomerChangesThenSurvivorKnows",
            PassedOn.class,
            WhenMergedCustomerChangesThenSurvivorKnows::then);

    private WhenMergedCustomerChangesThenSurvivorKnows() {}

    private static List<Command> then(Recorded<PassedOn> passedOn, Reader reader) {
        CustomerId from = passedOn.event().customerId();
        return reader.views(CustomerView.TYPE).byId(from).stream()
                .<Command>map(view -> new AbsorbNews(passedOn.event().into(), from, view.facts()))
                .toList();
    }
}
