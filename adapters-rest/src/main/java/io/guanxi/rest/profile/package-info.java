/** Preferences (偏好) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.profile;

import org.jspecify.annotations.NullMarked;
