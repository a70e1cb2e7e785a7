@NullMarked
package io.guanxi.rest.ticket;

import org.jspecify.annotations.NullMarked;
