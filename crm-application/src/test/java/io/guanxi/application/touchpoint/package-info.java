@NullMarked
package io.guanxi.application.touchpoint;

import org.jspecify.annotations.NullMarked;
