/**
 * The words every feature is written in: {@link io.guanxi.domain.kernel.Command}, {@link io.guanxi.domain.kernel.DomainEvent},
 * {@link io.guanxi.domain.kernel.Decider}; who asks and when ({@link io.guanxi.domain.kernel.CallContext}); how a wish is turned
 * down ({@link io.guanxi.domain.kernel.CrmException}); and the values several features share.
 *
 * <p>Nothing here knows a database, a clock, a logger or a framework.
 */
@NullMarked
package io.guanxi.domain.kernel;

import org.jspecify.annotations.NullMarked;
