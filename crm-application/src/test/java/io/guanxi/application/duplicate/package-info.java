@NullMarked
package io.guanxi.application.duplicate;

import org.jspecify.annotations.NullMarked;
