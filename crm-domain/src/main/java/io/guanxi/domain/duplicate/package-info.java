/**
 * Duplicates (重复客户): who has let a customer be registered who is like others, and why. That two are suspected to be the same is a
 * finding. Read {@link io.guanxi.domain.duplicate.DuplicateCommand}, then the table in {@link io.guanxi.domain.duplicate.Duplicate};
 * {@link io.guanxi.domain.duplicate.DuplicateRule} lists every refusal.
 */
@NullMarked
package io.guanxi.domain.duplicate;

import org.jspecify.annotations.NullMarked;
