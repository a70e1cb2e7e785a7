@NullMarked
package io.guanxi.domain.ticket;

import org.jspecify.annotations.NullMarked;
