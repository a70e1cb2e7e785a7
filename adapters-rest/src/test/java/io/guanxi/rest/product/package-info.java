@NullMarked
package io.guanxi.rest.product;

import org.jspecify.annotations.NullMarked;
