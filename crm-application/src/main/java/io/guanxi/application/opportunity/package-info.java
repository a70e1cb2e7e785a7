/**
 * Opportunities as screens see them, and {@link io.guanxi.application.opportunity.SalesReport}: who sells what to whom, how often
 * and how fast.
 */
@NullMarked
package io.guanxi.application.opportunity;

import org.jspecify.annotations.NullMarked;
