/** Tickets as screens see them, and what notices that a promise about one is broken. */
@NullMarked
package io.guanxi.application.ticket;

import org.jspecify.annotations.NullMarked;
