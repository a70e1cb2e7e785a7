/** The resources on a real HTTP server: the JDK's own, through Jersey. */
@NullMarked
package io.guanxi.examples.rest;

import org.jspecify.annotations.NullMarked;
