/** A person asks to be forgotten. */
@NullMarked
package io.guanxi.examples.erasure;

import org.jspecify.annotations.NullMarked;
