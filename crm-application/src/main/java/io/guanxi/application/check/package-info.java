/**
 * Are these values right, and how are they written properly? {@link io.guanxi.application.check.ValueCheck} asks it of one value
 * after the other; {@link io.guanxi.application.check.PhoneReader} reads telephone numbers as people write them.
 */
@NullMarked
package io.guanxi.application.check;

import org.jspecify.annotations.NullMarked;
