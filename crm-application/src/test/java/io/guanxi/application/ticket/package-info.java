@NullMarked
package io.guanxi.application.ticket;

import org.jspecify.annotations.NullMarked;
