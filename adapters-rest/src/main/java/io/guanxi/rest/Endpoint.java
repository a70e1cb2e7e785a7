package io.guanxi.rest;

import io.guanxi.application.Crm;
import io.guanxi.application.Feature;
import io.guanxi.application.disclosure.DisclosureView;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import java.util.List;

/**
 * One collection at work: what its table of routes says, done to one CRM. Each of its parts answers some of the paths, which
 * {@link CrmResource} lists.
 */
record Endpoint(
        Reading<?, ?> reading, Histories<?> histories, OfCustomers<?> ofCustomers, Commanding<?, ?> commanding) {

    static <I extends AggregateId, V extends View> Endpoint of(Routes<I, V> routes, Crm crm, Wire wire, Bodies bodies) {
        List<ViewType<?>> types = CrmRest.viewTypes(crm).toList();
        String feature = crm.features().stream()
                .filter(each -> each.views().contains(routes.view()))
                .map(Feature::name)
                .findFirst()
                .orElseThrow();
        boolean unmaskable = types.contains(DisclosureView.TYPE);
        Commanding<I, V> commanding = new Commanding<>(routes, crm, feature, unmaskable, wire, bodies);
        return new Endpoint(
                new Reading<>(routes, types, feature, wire),
                new Histories<>(routes, wire),
                new OfCustomers<>(routes, crm, types, wire, commanding),
                commanding);
    }
}
