/** The product catalogue (产品目录) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.product;

import org.jspecify.annotations.NullMarked;
