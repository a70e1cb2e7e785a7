@NullMarked
package io.guanxi.domain.link;

import org.jspecify.annotations.NullMarked;
