/** Campaigns as screens see them: where they are, what they cost, and how many responded how. */
@NullMarked
package io.guanxi.application.campaign;

import org.jspecify.annotations.NullMarked;
