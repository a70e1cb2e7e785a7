@NullMarked
package io.guanxi.rest.transaction;

import org.jspecify.annotations.NullMarked;
