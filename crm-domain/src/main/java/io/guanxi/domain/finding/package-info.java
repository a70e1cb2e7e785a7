/**
 * Findings (质量待办): what may be wrong with what is known of customers, for a steward to decide.
 *
 * <p>There is one for each customer and kind, and one for each pair of customers that may be the same, however often it is found.
 * Each is closed by a decision with who, when and why. One that does not last, such as {@code CORRECTED}, is no shield: found once
 * more, it is open again. Read {@link io.guanxi.domain.finding.FindingCommand}, then the table in
 * {@link io.guanxi.domain.finding.Finding}; {@link io.guanxi.domain.finding.FindingRule} lists every refusal.
 *
 * <pre>
 *             ┌──Assign──┐
 *             ▼          │
 *  Report──► open ───────┘ ──Decide──► decided
 *             ▲                           │
 *             └──Report, if it is news────┘
 * </pre>
 */
@NullMarked
package io.guanxi.domain.finding;

import org.jspecify.annotations.NullMarked;
