@NullMarked
package io.guanxi.domain.opportunity;

import org.jspecify.annotations.NullMarked;
