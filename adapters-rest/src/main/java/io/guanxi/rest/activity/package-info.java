/** Activities (跟进) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.activity;

import org.jspecify.annotations.NullMarked;
