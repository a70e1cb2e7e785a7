@NullMarked
package io.guanxi.application.imports;

import org.jspecify.annotations.NullMarked;
