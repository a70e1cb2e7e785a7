/** The access log over HTTP, to be read. */
@NullMarked
package io.guanxi.rest.disclosure;

import org.jspecify.annotations.NullMarked;
