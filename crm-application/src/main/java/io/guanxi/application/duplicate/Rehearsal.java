package io.guanxi.application.duplicate;

import io.guanxi.application.Dated;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Registers customers and stores nothing, so that a dry run tells who is like whom as the import itself would, those among them who are
 * like each other. What it would have registered is in memory. Not safe for several threads.
 */
public interface Rehearsal {

    /**
     * Takes customers as registered, with what else these commands tell of them; other commands are passed over. All are if nobody is
     * suspected here.
     *
     * @throws io.guanxi.domain.kernel.CrmException.Refused if one is like another whom the CRM's policy refuses for that, or what is told
     *     of one is refused by its own rules; none of them is taken then
     */
    void executeDated(List<Dated> commands);

    /** As {@code CrmSession.suspectedOf}, among those who are stored and those whom this remembers. */
    Map<CustomerId, List<Candidate>> suspectedOf(Collection<Register> drafts);

    /** How many were taken and are not remembered, so that nobody is found to be like them. */
    long forgotten();
}
