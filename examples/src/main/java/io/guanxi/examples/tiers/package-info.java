/** What customers bought, and where that puts them. */
@NullMarked
package io.guanxi.examples.tiers;

import org.jspecify.annotations.NullMarked;
