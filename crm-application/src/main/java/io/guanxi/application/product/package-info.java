/** The product catalogue as screens see it, and as the rest of the business asks it. */
@NullMarked
package io.guanxi.application.product;

import org.jspecify.annotations.NullMarked;
