package io.guanxi.application.process;

import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.customer.CustomerCommand.MarkDealt;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.opportunity.OpportunityEvent.Won;
import java.util.List;

/** A customer who bought something is a customer with whom there has been a deal (已成交), and stays one. */
final class WhenOpportunityIsWonThenCustomerIsDealt {

    static final Reaction<Won> REACTION = Reaction.afterCommit(
            "WhenOpportunityIsWonThenCustomerIsDealt", Won.class, WhenOpportunityIsWonThenCustomerIsDealt::then);

    private WhenOpportunityIsWonThenCustomerIsDealt() {}

    /** Deals may name customers whom only the host knows; nothing follows for those. */
    private static List<Command> then(Recorded<Won> won, Reader reader) {
        CustomerId customer = won.event().customerId();
        boolean waiting = reader.has(CustomerView.TYPE)
                && reader.views(CustomerView.TYPE)
                        .byId(customer)
                        .filter(view -> !view.dealt())
                        .isPresent();
        return waiting ? List.of(new MarkDealt(customer)) : List.of();
    }
}
