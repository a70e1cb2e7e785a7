/**
 * Transactions (交易记录): what a customer ordered, sent back, paid and was paid back, as the ERP or the shop tells it.
 *
 * <p>The other system is their master: it pushes each under its own number, as often as it likes, and each counts once. What
 * was cancelled counts again once it is reinstated. Read {@link io.guanxi.domain.transaction.TransactionCommand}, then the table in
 * {@link io.guanxi.domain.transaction.Transaction}; {@link io.guanxi.domain.transaction.TransactionRule} lists every refusal.
 *
 * <pre>
 *  Book ────► VALID ──Cancel─────► CANCELLED
 *             │  ▲   ◄──Reinstate──
 *      Correct└──┘
 * </pre>
 */
@NullMarked
package io.guanxi.domain.transaction;

import org.jspecify.annotations.NullMarked;
