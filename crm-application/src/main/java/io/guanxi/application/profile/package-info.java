/** What people prefer, as screens see it, and what makes expired preferences go. */
@NullMarked
package io.guanxi.application.profile;

import org.jspecify.annotations.NullMarked;
