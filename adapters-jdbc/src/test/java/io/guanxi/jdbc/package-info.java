/** The storage on real databases. */
@NullMarked
package io.guanxi.jdbc;

import org.jspecify.annotations.NullMarked;
