/**
 * How good what is known of customers is, and what a steward has to do about it. A host writes down a
 * {@link io.guanxi.application.quality.QualityPolicy}, what is asked for, for how long it holds and how it is checked, and adds
 * {@link io.guanxi.application.quality.QualityFeature}: duties report what is incomplete or stale, a
 * {@link io.guanxi.application.quality.QualityScan} what is invalid or a suspected duplicate, all of them as findings
 * ({@code io.guanxi.application.finding}), and {@code CustomerCommand.Confirm} makes fields fresh.
 */
@NullMarked
package io.guanxi.application.quality;

import org.jspecify.annotations.NullMarked;
