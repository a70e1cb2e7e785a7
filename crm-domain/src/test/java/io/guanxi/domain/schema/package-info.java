@NullMarked
package io.guanxi.domain.schema;

import org.jspecify.annotations.NullMarked;
