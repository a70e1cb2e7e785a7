@NullMarked
package io.guanxi.rest.opportunity;

import org.jspecify.annotations.NullMarked;
