/** Consents (同意) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.consent;

import org.jspecify.annotations.NullMarked;
