@NullMarked
package io.guanxi.domain.disclosure;

import org.jspecify.annotations.NullMarked;
