@NullMarked
package io.guanxi.examples.erp;

import org.jspecify.annotations.NullMarked;
