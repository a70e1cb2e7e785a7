/**
 * Duplicates (重复客户): for each customer who is like others, with whom they are suspected to be the same, and who has let them be
 * registered all the same. Read {@link io.guanxi.domain.duplicate.DuplicateCommand}, then the table in
 * {@link io.guanxi.domain.duplicate.Duplicate}.
 */
@NullMarked
package io.guanxi.domain.duplicate;

import org.jspecify.annotations.NullMarked;
