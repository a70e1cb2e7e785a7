/**
 * For authors of storage adapters. {@link io.guanxi.application.spi.Storage} is the port; the contract tests of this module (its
 * test-jar) say what an adapter must do, and {@link io.guanxi.application.memory.InMemoryStorage} is the shortest one that does it.
 *
 * <p>Types of Axon and Jackson stand here and nowhere else on the public API. The SPI may change with a minor version.
 */
@NullMarked
package io.guanxi.application.spi;

import org.jspecify.annotations.NullMarked;
