/** Touchpoints: a tree that a tenant defines, and reports by its branches. */
@NullMarked
package io.guanxi.examples.touchpoints;

import org.jspecify.annotations.NullMarked;
