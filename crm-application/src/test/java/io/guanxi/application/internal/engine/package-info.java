@NullMarked
package io.guanxi.application.internal.engine;

import org.jspecify.annotations.NullMarked;
