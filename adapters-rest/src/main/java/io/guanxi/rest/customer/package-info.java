/** Customers over HTTP: what arrives ({@link io.guanxi.rest.customer.CustomerRequests}) and the table of routes. */
@NullMarked
package io.guanxi.rest.customer;

import org.jspecify.annotations.NullMarked;
