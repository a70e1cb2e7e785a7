/** What is missing, stale, wrong or there twice, and who decides about it. */
@NullMarked
package io.guanxi.examples.quality;

import org.jspecify.annotations.NullMarked;
