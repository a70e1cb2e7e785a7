/** Findings (质量待办) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.finding;

import org.jspecify.annotations.NullMarked;
