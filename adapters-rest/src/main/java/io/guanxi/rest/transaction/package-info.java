/** Transactions (交易记录) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.transaction;

import org.jspecify.annotations.NullMarked;
