package io.guanxi.examples.cli.salespipeline;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.person.PersonId;
import io.guanxi.domain.product.ProductId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Identities made of source and external id, so that whatever is read again is found again. */
final class Ids {

    /** The source of everything that this import brings. */
    static final String SOURCE = "sales-pipeline";

    private Ids() {}

    static CustomerId account(String name) {
        return new CustomerId(of("account", name));
    }

    static ProductId product(String name) {
        return new ProductId(of("product", name));
    }

    static PersonId person(String name) {
        return new PersonId(of("person", name));
    }

    static OpportunityId opportunity(String externalId) {
        return new OpportunityId(of("opportunity", externalId));
    }

    private static UUID of(String kind, String externalId) {
        return UUID.nameUUIDFromBytes((SOURCE + '\n' + kind + '\n' + externalId).getBytes(StandardCharsets.UTF_8));
    }
}
