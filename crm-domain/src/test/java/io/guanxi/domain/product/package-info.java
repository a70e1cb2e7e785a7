@NullMarked
package io.guanxi.domain.product;

import org.jspecify.annotations.NullMarked;
