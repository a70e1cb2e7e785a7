package io.guanxi.application.enrichment;

import io.guanxi.application.Feature;
import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.customer.CustomerCommand.Enrich;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerEvent.DetailsCorrected;
import io.guanxi.domain.customer.CustomerEvent.Registered;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import java.util.List;
import java.util.Optional;

/**
 * Fills in what a register knows of a company (工商信息补全), when one with a code is registered or gets another code:
 *
 * <pre>{@code
 * Crm.builder().feature(new EnrichmentFeature("gsxt", code -> erp.companyRegister().find(code)))
 * }</pre>
 *
 * After the commit, so that no command waits for it or fails by it. What somebody has said stays ({@link Enrich}); provenance names
 * {@code system:reaction:…-gsxt} for each field that the source has filled. One that fails is asked again, as every reaction is.
 * Those who come in batches, as imports do, are left alone: a million rows are no questions for a register.
 */
public final class EnrichmentFeature implements Feature {

    private final String source;
    private final CompanyRegister register;

    /** @param source its name, such as {@code gsxt}: 1 to 50 of a-z, 0-9 and -; there may be several sources, each a feature */
    public EnrichmentFeature(String source, CompanyRegister register) {
        Check.that(source.matches("[a-z0-9-]{1,50}"), "source", "format", "must be 1 to 50 of a-z, 0-9 and -");
        this.source = source;
        this.register = register;
    }

    @Override
    public String name() {
        return "enrichment-" + source;
    }

    @Override
    public List<Reaction<?>> reactions() {
        return List.of(
                Reaction.afterCommit(
                        "WhenCompanyIsRegisteredThenItIsEnriched-" + source,
                        Registered.class,
                        (it, reader) -> enrich(it, it.event().details(), reader)),
                Reaction.afterCommit(
                        "WhenCompanyGetsACodeThenItIsEnriched-" + source,
                        DetailsCorrected.class,
                        (it, reader) -> enrich(it, it.event().details(), reader)));
    }

    /** What is told by a reaction is told by a source, this one or another. */
    private List<Command> enrich(Recorded<? extends CustomerEvent> told, CustomerDetails details, Reader reader) {
        boolean alone = told.meta().cause() == null
                && told.meta().correlation().equals(told.meta().commandId());
        UnifiedSocialCreditCode code = details.uscc();
        return alone && code != null ? enriched(told.event().customerId(), code, reader) : List.of();
    }

    private List<Command> enriched(CustomerId customer, UnifiedSocialCreditCode code, Reader reader) {
        Optional<CustomerDetails> now =
                reader.views(CustomerView.TYPE).byId(customer).map(CustomerView::details);
        if (now.filter(each -> code.equals(each.uscc()) && !each.name().equals(Erased.TEXT))
                .isEmpty()) {
            return List.of();
        }
        return register.byCode(code).stream()
                .<Command>map(found -> new Enrich(customer, found.details().withUscc(code), found.contactPoints()))
                .toList();
    }
}
