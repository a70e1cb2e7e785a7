@NullMarked
package io.guanxi.rest.timeline;

import org.jspecify.annotations.NullMarked;
