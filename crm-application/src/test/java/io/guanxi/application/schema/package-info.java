@NullMarked
package io.guanxi.application.schema;

import org.jspecify.annotations.NullMarked;
