/** Rows that are kept as they were given, as screens and the features to come see them. */
@NullMarked
package io.guanxi.application.intake;

import org.jspecify.annotations.NullMarked;
