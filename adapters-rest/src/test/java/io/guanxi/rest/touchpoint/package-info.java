@NullMarked
package io.guanxi.rest.touchpoint;

import org.jspecify.annotations.NullMarked;
