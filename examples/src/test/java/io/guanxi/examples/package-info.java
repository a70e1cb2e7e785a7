@NullMarked
package io.guanxi.examples;

import org.jspecify.annotations.NullMarked;
