@NullMarked
package io.guanxi.rest.disclosure;

import org.jspecify.annotations.NullMarked;
