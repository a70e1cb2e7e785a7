/**
 * Shadow mode (影子模式): a legacy system that the CRM follows, kind by kind, until it takes its place. Read
 * {@link io.guanxi.domain.shadow.ShadowCommand}, then the table in {@link io.guanxi.domain.shadow.Shadow};
 * {@link io.guanxi.domain.shadow.ShadowRule} lists every refusal.
 */
@NullMarked
package io.guanxi.domain.shadow;

import org.jspecify.annotations.NullMarked;
