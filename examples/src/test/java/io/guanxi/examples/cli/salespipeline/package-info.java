/** Tests. */
@NullMarked
package io.guanxi.examples.cli.salespipeline;

import org.jspecify.annotations.NullMarked;
