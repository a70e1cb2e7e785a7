/** Facts of a company that a register knows, filled in where nobody has said anything. */
@NullMarked
package io.guanxi.examples.enrichment;

import org.jspecify.annotations.NullMarked;
