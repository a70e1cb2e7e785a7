/**
 * Customers (客户): the people and organisations the business lives from.
 *
 * <p>A customer is registered, corrected, owned by one user, in one public pool or neither, shared with collaborators, tagged, locked, and in
 * the end archived, never deleted. Read {@link io.guanxi.domain.customer.CustomerCommand}, then the table in
 * {@link io.guanxi.domain.customer.Customer}; {@link io.guanxi.domain.customer.CustomerRule} lists every refusal.
 *
 * <pre>
 *  Register ──► ACTIVE ──Archive──► ARCHIVED
 *                │ ▲ ▲                  │
 *                │ │ └──────Restore─────┘
 *        MergeInto Unmerge (of the other)
 *                ▼ │
 *               MERGED
 * </pre>
 *
 * <pre>
 *  nobody's ──AssignOwner──► owned ──Release-, Recall-, RecycleToPool──► in a pool (公海)
 *     │ ▲                        ▲                                          │  ▲ │
 *     │ │                        └────Claim-, DistributeFromPool────────────┘  │ │
 *     │ └─────────────────────────────WithdrawFromPool─────────────────────────┼─┘
 *     └───────────────────────────────Release-, RecallToPool───────────────────┘
 * </pre>
 *
 * <p>Two who are the same are merged: {@link io.guanxi.domain.customer.Merging} keeps apart what is whose, so that each is itself again
 * when that is taken back.
 */
@NullMarked
package io.guanxi.domain.customer;

import org.jspecify.annotations.NullMarked;
