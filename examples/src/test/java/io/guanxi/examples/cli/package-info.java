/** Tests. */
@NullMarked
package io.guanxi.examples.cli;

import org.jspecify.annotations.NullMarked;
