package io.guanxi.application;

import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.opportunity.OpportunityFeature;
import io.guanxi.application.person.PersonFeature;
import io.guanxi.application.product.ProductFeature;
import java.util.List;

/** What every CRM has unless it is left out or replaced. */
final class BuiltIn {

    private BuiltIn() {}

    static List<Feature> features() {
        return List.of(new CustomerFeature(), new OpportunityFeature(), new ProductFeature(), new PersonFeature());
    }
}
