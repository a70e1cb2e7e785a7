/** Opportunities (商机) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.opportunity;

import org.jspecify.annotations.NullMarked;
