/** How other systems call our records: the map of ids. */
@NullMarked
package io.guanxi.application.link;

import org.jspecify.annotations.NullMarked;
