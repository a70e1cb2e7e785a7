/** Touchpoints as screens see them, and reports by branches of their tree. */
@NullMarked
package io.guanxi.application.touchpoint;

import org.jspecify.annotations.NullMarked;
