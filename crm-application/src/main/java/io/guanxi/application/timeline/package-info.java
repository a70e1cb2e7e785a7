/**
 * One timeline of each customer, over all features: what has happened with the customer, by the time of the business.
 *
 * <p>Each feature says in a small table which of its events are told, on whose timeline, as what kind, and with which text
 * ({@link io.guanxi.application.Feature#timeline}); features of third parties too. Each is a row of one table, so a page is one
 * query:
 *
 * <pre>{@code
 * session.views(TimelineEntry.TYPE).find(TimelineEntry.of(acme), TimelineEntry.newest(50));
 * }</pre>
 */
@NullMarked
package io.guanxi.application.timeline;

import org.jspecify.annotations.NullMarked;
