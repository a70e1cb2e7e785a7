/** Transactions (交易记录) as they are seen, and what a customer's come to: {@link io.guanxi.application.transaction.Purchases}. */
@NullMarked
package io.guanxi.application.transaction;

import org.jspecify.annotations.NullMarked;
