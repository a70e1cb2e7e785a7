/**
 * The storage that keeps everything in the heap, for tests and trials: one class for each port of
 * {@link io.guanxi.application.spi.Storage}, and {@code Heap}, the lock that they share. It is the shortest adapter there is, and
 * so an example for authors of others.
 */
@NullMarked
package io.guanxi.application.memory;

import org.jspecify.annotations.NullMarked;
