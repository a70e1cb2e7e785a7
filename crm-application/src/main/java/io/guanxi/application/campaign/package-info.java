/** Campaigns as screens see them: where they are, what they cost, who is in them and who responded how. */
@NullMarked
package io.guanxi.application.campaign;

import org.jspecify.annotations.NullMarked;
