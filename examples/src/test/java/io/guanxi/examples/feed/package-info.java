@NullMarked
package io.guanxi.examples.feed;

import org.jspecify.annotations.NullMarked;
