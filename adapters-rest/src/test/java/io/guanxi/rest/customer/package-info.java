@NullMarked
package io.guanxi.rest.customer;

import org.jspecify.annotations.NullMarked;
