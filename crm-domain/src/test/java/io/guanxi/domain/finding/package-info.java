@NullMarked
package io.guanxi.domain.finding;

import org.jspecify.annotations.NullMarked;
