/** People found while a name is typed. */
@NullMarked
package io.guanxi.examples.lookup;

import org.jspecify.annotations.NullMarked;
