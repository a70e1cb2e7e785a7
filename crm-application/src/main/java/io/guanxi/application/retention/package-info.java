/** How long data is kept, what is done then, and the proof that it was: {@link io.guanxi.application.retention.RetentionRule}. */
@NullMarked
package io.guanxi.application.retention;

import org.jspecify.annotations.NullMarked;
