/** How long data is kept: a dry run, a legal hold, the duty, the proof, and the record of processing. */
@NullMarked
package io.guanxi.examples.retention;

import org.jspecify.annotations.NullMarked;
