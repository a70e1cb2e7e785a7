/** The steward's queue: findings as screens see them. What finds them is {@code io.guanxi.application.quality}. */
@NullMarked
package io.guanxi.application.finding;

import org.jspecify.annotations.NullMarked;
