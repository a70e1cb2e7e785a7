/** New customers who are like others: told of, refused, let in with a reason, and settled by a steward. */
@NullMarked
package io.guanxi.examples.duplicates;

import org.jspecify.annotations.NullMarked;
