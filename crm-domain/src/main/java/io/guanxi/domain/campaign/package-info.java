/**
 * Campaigns (活动): what is done for many customers at once, what it may cost and did cost, and how each of them responded.
 *
 * <p>A campaign is drafted, approved, scheduled, run and in the end completed or cancelled. Read
 * {@link io.guanxi.domain.campaign.CampaignCommand}, then the table in {@link io.guanxi.domain.campaign.Campaign};
 * {@link io.guanxi.domain.campaign.CampaignRule} lists every refusal, {@link io.guanxi.domain.campaign.Response} what a member
 * may do next.
 *
 * <pre>
 *                                   ┌─Schedule─┐
 *                                   ▼          │
 *  Draft ──► DRAFT ──Approve──► APPROVED ──► SCHEDULED ──Start──► RUNNING ──Pause──► PAUSED
 *                                                                  │   ▲               │ │
 *            any of these five ──Cancel──► CANCELLED               │   └────Resume─────┘ │
 *                                                                  └──────Complete───────┴──► COMPLETED
 * </pre>
 *
 * <p>An approval is of the money: from then on the budget can be lowered, and raised again up to what was approved, but no
 * further. Whoever needs more drafts another campaign and has it approved; what was overspent meanwhile is taken down and said
 * ({@link io.guanxi.domain.campaign.CampaignEvent.BudgetExceeded}). Details can still be corrected, which the history tells.
 *
 * <p>Costs and responses are facts that come late: they are taken down even of a campaign that is over.
 */
@NullMarked
package io.guanxi.domain.campaign;

import org.jspecify.annotations.NullMarked;
