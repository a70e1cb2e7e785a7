/** Two records of one customer, put together and taken apart again. */
@NullMarked
package io.guanxi.examples.merges;

import org.jspecify.annotations.NullMarked;
