@NullMarked
package io.guanxi.domain.touchpoint;

import org.jspecify.annotations.NullMarked;
