/** Rows that are kept as they were given (待转记录) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.intake;

import org.jspecify.annotations.NullMarked;
