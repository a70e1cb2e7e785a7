/** A household: who belongs to it on a day, and what it comes to. */
@NullMarked
package io.guanxi.examples.households;

import org.jspecify.annotations.NullMarked;
