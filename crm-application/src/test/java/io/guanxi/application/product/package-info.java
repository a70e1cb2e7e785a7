@NullMarked
package io.guanxi.application.product;

import org.jspecify.annotations.NullMarked;
