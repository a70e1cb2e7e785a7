@NullMarked
package io.guanxi.domain.customer;

import org.jspecify.annotations.NullMarked;
