/** Who counts together, and what they come to: groups of organisations and households, over all features. */
@NullMarked
package io.guanxi.application.group;

import org.jspecify.annotations.NullMarked;
