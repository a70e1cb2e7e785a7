package io.guanxi.rest.shadow;

import io.guanxi.application.shadow.ShadowView;
import io.guanxi.domain.shadow.ShadowCommand;
import io.guanxi.domain.shadow.ShadowCommand.Follow;
import io.guanxi.domain.shadow.ShadowCommand.MoveOn;
import io.guanxi.domain.shadow.ShadowCommand.TakeOver;
import io.guanxi.domain.shadow.ShadowId;
import io.guanxi.rest.Routes;

/**
 * Legacy systems that are followed (影子模式) over HTTP: {@code GET /shadows/erp}. What is done goes by kinds, with files as bodies, such
 * as {@code POST /shadows/erp/organisations/changes}.
 */
public final class ShadowResource {

    public static final Routes<ShadowId, ShadowView> ROUTES = Routes.of(
                    "shadows", ShadowCommand.class, ShadowView.TYPE, ShadowId::new)
            .named(ShadowId::of)
            .internal(Follow.class, MoveOn.class, TakeOver.class)
            .build();

    private ShadowResource() {}
}
