/** Customers (客户) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.customer;

import org.jspecify.annotations.NullMarked;
