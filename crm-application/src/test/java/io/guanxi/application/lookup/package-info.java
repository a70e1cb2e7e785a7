@NullMarked
package io.guanxi.application.lookup;

import org.jspecify.annotations.NullMarked;
