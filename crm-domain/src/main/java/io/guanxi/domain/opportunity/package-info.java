/**
 * Opportunities (商机), deals for short: what a customer may buy, how likely it is, and how it ended.
 *
 * <p>A deal is opened in a pipeline, moves through its stages, is worth an amount or a list of lines, and ends as won, lost or
 * invalid. Read {@link io.guanxi.domain.opportunity.OpportunityCommand}, then the table in
 * {@link io.guanxi.domain.opportunity.Opportunity}; {@link io.guanxi.domain.opportunity.OpportunityRule} lists every refusal.
 * Pipelines are data of the host, not code: {@link io.guanxi.domain.opportunity.Pipeline}.
 *
 * <pre>
 *            Advance, RollBack
 *                 ┌────┐
 *  Open ──► OPEN ─┴────┘──Win────────► WON ─────┐
 *             ▲   ├───────Lose───────► LOST ────┤
 *             │   └───────Invalidate─► INVALID ─┤
 *             └──────────────Reopen─────────────┘
 * </pre>
 *
 * <p>Invalid (无效) is not lost: there never was anything to win, so it stays out of every win rate.
 */
@NullMarked
package io.guanxi.domain.opportunity;

import org.jspecify.annotations.NullMarked;
