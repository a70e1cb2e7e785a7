package io.guanxi.rest.duplicate;

import io.guanxi.application.duplicate.DuplicateView;
import io.guanxi.domain.duplicate.DuplicateCommand;
import io.guanxi.domain.duplicate.DuplicateCommand.Allow;
import io.guanxi.domain.duplicate.DuplicateId;
import io.guanxi.domain.duplicate.DuplicateRule;
import io.guanxi.rest.Routes;

/**
 * Who may be registered although they are like others, over HTTP: {@code PUT /duplicates/{id}} before {@code PUT /customers/{id}}.
 * Whom the CRM suspects is {@code GET /findings?filter=kind==SUSPECTED_DUPLICATE}.
 */
public final class DuplicateResource {

    private static final DuplicateMapper MAPPER = new GeneratedDuplicateMapper();

    public static final Routes<DuplicateId, DuplicateView> ROUTES = Routes.of(
                    "duplicates", DuplicateCommand.class, DuplicateView.TYPE, DuplicateId::new)
            .put(Allow.class, DuplicateRequests.Allow.class, MAPPER::allow)
            .refuses(DuplicateRule.ALLOWED_OTHERWISE)
            .build();

    private DuplicateResource() {}
}
