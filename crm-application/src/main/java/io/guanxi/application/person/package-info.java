/** The people directory as screens see it, and as reports ask it: who belonged where on which day. */
@NullMarked
package io.guanxi.application.person;

import org.jspecify.annotations.NullMarked;
