@NullMarked
package io.guanxi.application.process;

import org.jspecify.annotations.NullMarked;
