/**
 * Touchpoints (触点): where a customer meets us, web, app, WeChat, telephone, shop, as a tree that each tenant defines. A code says its
 * place, {@code online.wechat}, so that a branch is asked for by the beginning of a text. While a tenant has defined none, any channel
 * may be named. Read {@link io.guanxi.domain.touchpoint.TouchpointCommand}, then the table in
 * {@link io.guanxi.domain.touchpoint.Touchpoint}; {@link io.guanxi.domain.touchpoint.TouchpointRule} lists every refusal.
 */
@NullMarked
package io.guanxi.domain.touchpoint;

import org.jspecify.annotations.NullMarked;
