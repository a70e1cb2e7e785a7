package io.guanxi.application.enrichment;

import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import java.util.List;
import java.util.Optional;

/** Who knows companies by their 统一社会信用代码 (USCC): a public register or a supplier's. The host's port. */
@FunctionalInterface
public interface CompanyRegister {

    /**
     * What is known of a company; empty if the register knows none by this code. It is asked on a thread of the CRM's, after the
     * commit, and may take seconds.
     *
     * @throws RuntimeException if it cannot tell now: it is asked again later, and the customer stays as it is
     */
    Optional<Company> byCode(UnifiedSocialCreditCode code);

    /**
     * A company as a register knows it.
     *
     * @param details of which industry, website, year, employees and revenue are filled in
     * @param contactPoints ways to reach it, such as the registered address
     */
    record Company(CustomerDetails details, List<ContactPoint> contactPoints) {

        public Company {
            contactPoints = List.copyOf(contactPoints);
        }
    }
}
