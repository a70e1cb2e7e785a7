package io.guanxi.rest.disclosure;

import io.guanxi.application.disclosure.DisclosureView;
import io.guanxi.domain.disclosure.DisclosureId;
import io.guanxi.rest.Routes;

/** The access log (查阅记录) over HTTP: {@code GET /disclosures?filter=subject==…}. */
public final class DisclosureResource {

    public static final Routes<DisclosureId, DisclosureView> ROUTES =
            Routes.reading("disclosures", DisclosureView.TYPE, DisclosureId::new);

    private DisclosureResource() {}
}
