/**
 * What a register of companies knows, filled in where nobody has said anything: {@link
 * io.guanxi.application.enrichment.EnrichmentFeature}. Like {@code process}, it is a place where features meet.
 */
@NullMarked
package io.guanxi.application.enrichment;

import org.jspecify.annotations.NullMarked;
