@NullMarked
package io.guanxi.domain.transaction;

import org.jspecify.annotations.NullMarked;
