/** Campaigns (营销活动) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.campaign;

import org.jspecify.annotations.NullMarked;
