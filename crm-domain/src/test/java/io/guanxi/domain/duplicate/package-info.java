@NullMarked
package io.guanxi.domain.duplicate;

import org.jspecify.annotations.NullMarked;
