@NullMarked
package io.guanxi.domain.shadow;

import org.jspecify.annotations.NullMarked;
