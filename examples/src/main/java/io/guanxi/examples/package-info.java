/** Runnable mains, each read in a few minutes and run by the build's tests. */
@NullMarked
package io.guanxi.examples;

import org.jspecify.annotations.NullMarked;
