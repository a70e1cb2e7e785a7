@NullMarked
package io.guanxi.rest.intake;

import org.jspecify.annotations.NullMarked;
