@NullMarked
package io.guanxi.domain.campaign;

import org.jspecify.annotations.NullMarked;
