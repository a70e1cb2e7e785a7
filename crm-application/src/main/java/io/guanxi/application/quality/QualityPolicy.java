package io.guanxi.application.quality;

import com.google.common.collect.ImmutableMap;
import io.guanxi.application.Crm;
import io.guanxi.application.Reader;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.finding.FindingView;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.finding.FindingKind;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host takes for good data of customers.
 *
 * @param gates by the stage of a deal, how complete its customer must be to get there, in percent
 */
public record QualityPolicy(
        Completeness<CustomerView> completeness, Freshness freshness, Validity validity, Map<String, Integer> gates) {

    public QualityPolicy {
        gates = ImmutableMap.copyOf(gates);
    }

    /** Values are checked; nothing is asked for, and nothing goes stale. */
    public static QualityPolicy standard() {
        return new QualityPolicy(Completeness.of(CustomerView.TYPE), Freshness.none(), Validity.STANDARD, Map.of());
    }

    public QualityPolicy with(Completeness<CustomerView> asked) {
        return new QualityPolicy(asked, freshness, validity, gates);
    }

    public QualityPolicy with(Freshness limits) {
        return new QualityPolicy(completeness, limits, validity, gates);
    }

    public QualityPolicy with(Validity checks) {
        return new QualityPolicy(completeness, freshness, checks, gates);
    }

    /**
     * The same with a stage that no deal advances to whose customer is less complete. Custom fields count.
     *
     * @param stage its code in the pipeline, or {@code WON}
     * @param percent 1 to 100
     */
    public QualityPolicy gate(String stage, int percent) {
        Check.range("percent", percent, 1, 100);
        return new QualityPolicy(
                completeness,
                freshness,
                validity,
                ImmutableMap.<String, Integer>builder()
                        .putAll(gates)
                        .put(stage, percent)
                        .buildKeepingLast());
    }

    /** That of the CRM's feature; nothing if it was built without one. */
    public static Optional<QualityPolicy> of(Crm crm) {
        return crm.features().stream()
                .filter(QualityFeature.class::isInstance)
                .map(each -> ((QualityFeature) each).policy())
                .findFirst();
    }

    /**
     * How good what is known of a customer is, as far as the reader may see it.
     *
     * @throws CrmException.NotFound if there is no such customer, or none that the reader may see
     */
    public QualityScore score(Reader reader, CustomerId customer, Instant now) {
        CustomerView view =
                reader.views(CustomerView.TYPE).byId(customer).orElseThrow(() -> new CrmException.NotFound(customer));
        return QualityScore.of(
                completeness.of(view, reader.fields(CustomerView.TYPE)),
                validity.of(view),
                freshness.of(view, now),
                uniqueness(reader, customer),
                freshness.ages(view));
    }

    private static Part uniqueness(Reader reader, CustomerId customer) {
        List<FindingView> suspicions = reader.has(FindingView.TYPE)
                ? reader.views(FindingView.TYPE)
                        .find(
                                FindingView.KIND
                                        .is(FindingKind.SUSPECTED_DUPLICATE)
                                        .and(FindingView.OPEN)
                                        .and(FindingView.CUSTOMER.is(customer).or(FindingView.OTHER.is(customer))),
                                PageRequest.first(20).by(FindingView.SEVERITY.descending()))
                        .views()
                : List.of();
        int worst = suspicions.isEmpty() ? 0 : suspicions.get(0).severity();
        return new Part(
                100 - worst,
                1,
                suspicions.stream()
                        .map(each -> customer.equals(each.customer()) ? each.other() : each.customer())
                        .map(each -> each == null ? "" : each.value().toString())
                        .toList());
    }
}
