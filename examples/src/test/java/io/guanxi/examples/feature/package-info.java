@NullMarked
package io.guanxi.examples.feature;

import org.jspecify.annotations.NullMarked;
