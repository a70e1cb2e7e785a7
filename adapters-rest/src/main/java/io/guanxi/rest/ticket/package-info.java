/** Tickets (工单) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.ticket;

import org.jspecify.annotations.NullMarked;
