@NullMarked
package io.guanxi.domain.intake;

import org.jspecify.annotations.NullMarked;
