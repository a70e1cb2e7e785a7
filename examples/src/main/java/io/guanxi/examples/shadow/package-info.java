/** A legacy system on a database of its own, which the CRM follows, compares itself with, and takes over. */
@NullMarked
package io.guanxi.examples.shadow;

import org.jspecify.annotations.NullMarked;
