/** For authors of storage adapters: {@link io.guanxi.application.spi.StorageContract} says what a storage must do. */
@NullMarked
package io.guanxi.application.spi;

import org.jspecify.annotations.NullMarked;
