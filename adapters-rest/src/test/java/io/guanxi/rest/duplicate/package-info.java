@NullMarked
package io.guanxi.rest.duplicate;

import org.jspecify.annotations.NullMarked;
