@NullMarked
package io.guanxi.application.intake;

import org.jspecify.annotations.NullMarked;
