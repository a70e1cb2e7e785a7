/** Customers as screens see them, and what keeps two of them from having the same e-mail address. */
@NullMarked
package io.guanxi.application.customer;

import org.jspecify.annotations.NullMarked;
