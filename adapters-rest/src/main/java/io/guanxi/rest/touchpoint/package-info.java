/** Touchpoints (触点) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.touchpoint;

import org.jspecify.annotations.NullMarked;
