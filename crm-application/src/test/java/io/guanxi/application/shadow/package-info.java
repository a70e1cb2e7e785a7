@NullMarked
package io.guanxi.application.shadow;

import org.jspecify.annotations.NullMarked;
