/** Who lets customers in who are like others, over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.duplicate;

import org.jspecify.annotations.NullMarked;
