package io.guanxi.rest.consent;

import io.guanxi.application.consent.ConsentView;
import io.guanxi.domain.consent.ConsentCommand;
import io.guanxi.domain.consent.ConsentCommand.Give;
import io.guanxi.domain.consent.ConsentCommand.Withdraw;
import io.guanxi.domain.consent.ConsentId;
import io.guanxi.domain.consent.ConsentRule;
import io.guanxi.rest.Routes;

/**
 * Consents (同意) over HTTP. Whether somebody may be contacted is answered by
 * {@code GET /customers/{id}/permission?purpose=…&channel=…}.
 */
public final class ConsentResource {

    private static final ConsentMapper MAPPER = new GeneratedConsentMapper();

    public static final Routes<ConsentId, ConsentView> ROUTES = Routes.of(
                    "consents", ConsentCommand.class, ConsentView.TYPE, ConsentId::new)
            .put(Give.class, ConsentRequests.Give.class, MAPPER::give)
            .post(Withdraw.class, ConsentRequests.Withdraw.class, MAPPER::withdraw)
            .refuses(ConsentRule.values())
            .build();

    private ConsentResource() {}
}
