/** Customers that nobody looks after go to where others may claim them. */
@NullMarked
package io.guanxi.examples.pools;

import org.jspecify.annotations.NullMarked;
