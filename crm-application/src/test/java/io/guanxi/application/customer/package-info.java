@NullMarked
package io.guanxi.application.customer;

import org.jspecify.annotations.NullMarked;
