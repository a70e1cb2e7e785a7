/** For authors of features: {@link io.guanxi.domain.kernel.DeciderSpec} says a rule as given, when, then. */
@NullMarked
package io.guanxi.domain.kernel;

import org.jspecify.annotations.NullMarked;
