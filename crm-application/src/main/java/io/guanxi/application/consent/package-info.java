/**
 * Consents as screens see them. Whether somebody may be contacted is asked of
 * {@link io.guanxi.application.privacy.Permissions}, which knows of restrictions too.
 */
@NullMarked
package io.guanxi.application.consent;

import org.jspecify.annotations.NullMarked;
