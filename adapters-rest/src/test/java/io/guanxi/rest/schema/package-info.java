@NullMarked
package io.guanxi.rest.schema;

import org.jspecify.annotations.NullMarked;
