/** Legacy systems that are followed (影子模式) over HTTP: the table of routes. */
@NullMarked
package io.guanxi.rest.shadow;

import org.jspecify.annotations.NullMarked;
