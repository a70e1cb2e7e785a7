/** Custom fields (自定义字段) as screens see them: a feature's list of fields in one tenant. */
@NullMarked
package io.guanxi.application.schema;

import org.jspecify.annotations.NullMarked;
