@NullMarked
package io.guanxi.domain.consent;

import org.jspecify.annotations.NullMarked;
