/** Tickets as screens see them, what was said about them, and what notices that a promise about one is broken. */
@NullMarked
package io.guanxi.application.ticket;

import org.jspecify.annotations.NullMarked;
