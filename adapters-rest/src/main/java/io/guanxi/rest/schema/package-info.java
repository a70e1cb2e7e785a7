/** Custom fields (自定义字段) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.schema;

import org.jspecify.annotations.NullMarked;
