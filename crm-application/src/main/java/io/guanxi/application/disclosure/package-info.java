/** Who was shown what of whom, and why: an access log that is kept like everything else. */
@NullMarked
package io.guanxi.application.disclosure;

import org.jspecify.annotations.NullMarked;
