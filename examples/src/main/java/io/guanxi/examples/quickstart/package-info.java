/** The fifteen lines: a CRM inside any Java program. */
@NullMarked
package io.guanxi.examples.quickstart;

import org.jspecify.annotations.NullMarked;
