/** The people directory (人员) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.person;

import org.jspecify.annotations.NullMarked;
