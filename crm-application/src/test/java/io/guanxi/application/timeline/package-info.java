@NullMarked
package io.guanxi.application.timeline;

import org.jspecify.annotations.NullMarked;
