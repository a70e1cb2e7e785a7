package io.guanxi.application.quality;

import io.guanxi.application.Duty;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Reader;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.finding.FindingView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.finding.Decision;
import io.guanxi.domain.finding.FindingCommand.Decide;
import io.guanxi.domain.finding.FindingCommand.Report;
import io.guanxi.domain.finding.FindingKind;
import io.guanxi.domain.opportunity.OpportunityCommand.Advance;
import io.guanxi.domain.opportunity.OpportunityCommand.Win;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.opportunity.OpportunityRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the steward's queue by a policy: what is incomplete or stale is reported by duties, and so is that it is no more. What only a
 * look at all values tells, {@link QualityScan} reports. A host that has a policy adds the feature; there is none without.
 */
public final class QualityFeature implements Feature {

    private final QualityPolicy policy;

    public QualityFeature(QualityPolicy policy) {
        this.policy = policy;
    }

    @Override
    public String name() {
        return "quality";
    }

    public QualityPolicy policy() {
        return policy;
    }

    @Override
    public List<Duty<?>> duties() {
        return Stream.of(
                        new Watch(
                                FindingKind.INCOMPLETE,
                                now -> policy.completeness().gaps(null),
                                (view, now) -> policy.completeness().ofBuiltIn(view),
                                policy.completeness().asksCustom() ? this::incomplete : null),
                        new Watch(
                                FindingKind.STALE,
                                policy.freshness()::gaps,
                                (view, now) -> policy.freshness().of(view, now),
                                null))
                .flatMap(Watch::duties)
                .toList();
    }

    /** In a tenant that has custom fields which are asked for. */
    private Optional<Watch> incomplete(Reader reader) {
        Fields<CustomerView> fields = reader.fields(CustomerView.TYPE);
        return policy.completeness().asksAnyOf(fields)
                ? Optional.of(new Watch(
                        FindingKind.INCOMPLETE,
                        now -> policy.completeness().gaps(fields),
                        (view, now) -> policy.completeness().of(view, fields),
                        null))
                : Optional.empty();
    }

    /**
     * What is looked for.
     *
     * @param gaps whose fields are not as they should be, by the fields' names
     * @param part the same of one customer
     * @param own the same in one tenant; null if no tenant's fields matter
     */
    private record Watch(
            FindingKind kind,
            Function<Instant, Map<String, Filter<CustomerView>>> gaps,
            BiFunction<CustomerView, Instant, Part> part,
            @Nullable Function<Reader, Optional<Watch>> own) {

        private Stream<Duty<?>> duties() {
            Function<Reader, Optional<Watch>> tenants = own;
            return tenants == null
                    ? Stream.of(reporting(), settling())
                    : Stream.of(
                            reporting().butFor(reader -> tenants.apply(reader).map(Watch::reporting)),
                            settling().butFor(reader -> tenants.apply(reader).map(Watch::settling)));
        }

        private Duty<CustomerView> reporting() {
            return new Duty<>("report-" + kind, CustomerView.TYPE, this::isNews, this::report);
        }

        private Duty<FindingView> settling() {
            return new Duty<>(
                    "settle-" + kind,
                    FindingView.TYPE,
                    this::isOver,
                    it -> new Decide(it.id(), Decision.NO_LONGER_FOUND, "nothing is found any more"));
        }

        /** Something that nobody has been told of, or that they have been told of and is no more while the rest is. */
        private Filter<CustomerView> isNews(Instant now) {
            Map<String, Filter<CustomerView>> all = gaps.apply(now);
            List<Filter<CustomerView>> news = new ArrayList<>();
            all.forEach((field, gap) -> {
                news.add(gap.and(told(field, FindingView.COVERING).not()));
                news.add(gap.not().and(told(field, FindingView.OPEN)));
            });
            return CustomerView.REACHABLE.and(any(all)).and(new Filter.Any<>(news));
        }

        private Filter<CustomerView> told(String field, Filter<FindingView> state) {
            return CustomerView.TYPE.having(
                    FindingView.TYPE,
                    FindingView.CUSTOMER,
                    FindingView.KIND.is(kind).and(state).and(FindingView.FIELDS.has(field)));
        }

        private Filter<FindingView> isOver(Instant now) {
            return FindingView.KIND
                    .is(kind)
                    .and(FindingView.COVERING)
                    .and(FindingView.CUSTOMER
                            .of(CustomerView.TYPE, CustomerView.REACHABLE.and(any(gaps.apply(now))))
                            .not());
        }

        private static Filter<CustomerView> any(Map<String, Filter<CustomerView>> gaps) {
            return new Filter.Any<>(List.copyOf(gaps.values()));
        }

        private Report report(CustomerView view, Instant now) {
            Part found = part.apply(view, now);
            return Report.of(
                    kind,
                    view.id(),
                    Set.copyOf(found.faults()),
                    100 - found.percent(),
                    String.join(", ", found.faults()),
                    null,
                    now);
        }
    }

    /** A deal that is opened in a late stage, as an import does it, is not stopped. */
    @Override
    public List<Guard> guards() {
        return policy.gates().isEmpty()
                ? List.of()
                : List.of(
                        new Guard.Before<>(
                                Advance.class, (it, reader) -> require(it.stage(), it.opportunityId(), reader)),
                        new Guard.Before<>(Win.class, (it, reader) -> require("WON", it.opportunityId(), reader)));
    }

    private void require(String stage, OpportunityId deal, Reader reader) {
        Integer least = policy.gates().get(stage);
        if (least == null || !reader.has(OpportunityView.TYPE) || !reader.has(CustomerView.TYPE)) {
            return;
        }
        reader.views(OpportunityView.TYPE)
                .byId(deal)
                .map(OpportunityView::customer)
                .flatMap(customer -> reader.views(CustomerView.TYPE).byId(customer))
                .map(view -> policy.completeness().of(view, reader.fields(CustomerView.TYPE)))
                .filter(found -> found.percent() < least)
                .ifPresent(found -> {
                    throw OpportunityRule.CUSTOMER_INCOMPLETE.refused(
                            stage, found.percent(), String.join(", ", found.faults()));
                });
    }
}
