package io.guanxi.rest.touchpoint;

import io.guanxi.application.touchpoint.TouchpointView;
import io.guanxi.domain.touchpoint.TouchpointCommand;
import io.guanxi.domain.touchpoint.TouchpointCommand.Define;
import io.guanxi.domain.touchpoint.TouchpointCommand.Relabel;
import io.guanxi.domain.touchpoint.TouchpointCommand.Retire;
import io.guanxi.domain.touchpoint.TouchpointCommand.Revive;
import io.guanxi.domain.touchpoint.TouchpointId;
import io.guanxi.domain.touchpoint.TouchpointRule;
import io.guanxi.rest.Routes;

/** Touchpoints (触点) over HTTP: {@code PUT /touchpoints/online.wechat} defines one, {@code GET /touchpoints?sort=code} is the tree. */
public final class TouchpointResource {

    private static final TouchpointMapper MAPPER = new GeneratedTouchpointMapper();

    public static final Routes<TouchpointId, TouchpointView> ROUTES = Routes.of(
                    "touchpoints", TouchpointCommand.class, TouchpointView.TYPE, TouchpointId::new)
            .named(TouchpointId::of)
            .put(Define.class, TouchpointRequests.Define.class, MAPPER::define)
            .post(Relabel.class, TouchpointRequests.Relabel.class, MAPPER::relabel)
            .post(Retire.class, Retire::new)
            .post(Revive.class, Revive::new)
            .refuses(TouchpointRule.values())
            .build();

    private TouchpointResource() {}
}
