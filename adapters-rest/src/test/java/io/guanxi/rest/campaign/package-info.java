@NullMarked
package io.guanxi.rest.campaign;

import org.jspecify.annotations.NullMarked;
