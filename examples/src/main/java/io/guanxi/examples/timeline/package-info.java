/** People of an organisation, follow-ups, and the one timeline of it all. */
@NullMarked
package io.guanxi.examples.timeline;

import org.jspecify.annotations.NullMarked;
